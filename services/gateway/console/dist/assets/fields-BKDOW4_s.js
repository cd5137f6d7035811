import{aB as a}from"./index-D0aWMm1b.js";function n(t,e){return e.parent.typeName==t.$typeName&&a(t,e)}export{n as i};
