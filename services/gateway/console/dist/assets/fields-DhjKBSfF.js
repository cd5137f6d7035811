import{bi as r}from"./app-D_fCwv-6.js";function i(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{i};
