import{bi as r}from"./app-D1RYOGHY.js";function i(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{i};
