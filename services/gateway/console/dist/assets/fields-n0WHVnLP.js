import{bg as r}from"./app-D-QCpPfs.js";function n(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{n as i};
