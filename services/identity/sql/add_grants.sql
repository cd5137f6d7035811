-- bind: permissions scopes
INSERT INTO role_grant (role, permission, scope)
SELECT :code, g.permission, g.scope
FROM unnest(:permissions::text[], :scopes::text[]) AS g (permission, scope)
