import{bi as r}from"./app-MC0a7X2-.js";function i(t,e){return e.parent.typeName==t.$typeName&&r(t,e)}export{i};
