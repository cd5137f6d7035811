-- bind: node_path node_user
SELECT path
FROM (
    SELECT path FROM team WHERE path = :node_path::text
    UNION ALL
    SELECT path FROM person WHERE user_id = :node_user::text
) AS node
WHERE starts_with(path, :scope::text)
