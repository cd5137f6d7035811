-- bind: kind id
SELECT g.permission, g.scope
FROM role_grant AS g
WHERE g.role = ANY (
    SELECT unnest(roles) FROM user_account WHERE :kind = 'USER' AND id = :id::uuid
    UNION ALL
    SELECT unnest(roles) FROM api_key WHERE :kind = 'API_KEY' AND id = :id::uuid)
