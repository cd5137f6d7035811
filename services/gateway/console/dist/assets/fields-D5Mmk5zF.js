import{bl as a,bm as n}from"./app-Dq5tqdcJ.js";function p(e,t){return t.parent.typeName==e.$typeName&&a(e,t)}function i(e,t){t.parent.typeName==e.$typeName&&n(e,t)}export{i as c,p as i};
