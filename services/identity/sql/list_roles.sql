SELECT r.code, r.name, r.version, g.permission, g.scope
FROM role AS r
LEFT JOIN role_grant AS g ON g.role = r.code
ORDER BY r.code, g.permission
