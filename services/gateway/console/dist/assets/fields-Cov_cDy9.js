import{bi as r}from"./app-8RgOlaev.js";function i(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{i};
