import{aB as a}from"./index-DlED7UD-.js";function n(t,e){return e.parent.typeName==t.$typeName&&a(t,e)}export{n as i};
