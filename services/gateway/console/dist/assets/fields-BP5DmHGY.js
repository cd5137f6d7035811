import{aN as a}from"./index-CLQ0Fz3F.js";function n(t,e){return e.parent.typeName==t.$typeName&&a(t,e)}export{n as i};
