import{bi as r}from"./app-BAAMRY_V.js";function i(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{i};
