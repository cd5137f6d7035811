import{aB as a}from"./index-DRnTns6K.js";function n(t,e){return e.parent.typeName==t.$typeName&&a(t,e)}export{n as i};
