import{bn as a,bo as n}from"./app-CeadpoRE.js";function p(e,t){return t.parent.typeName==e.$typeName&&a(e,t)}function i(e,t){t.parent.typeName==e.$typeName&&n(e,t)}export{i as c,p as i};
