-- bind: roles
SELECT permission, scope FROM role_grant WHERE role = ANY (:roles::text[])
