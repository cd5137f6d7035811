-- Of the newest versions.
-- bind: ids
SELECT p.activity_id, p.user_id, p.role
FROM activity_participant AS p
WHERE p.activity_id = ANY (:ids::uuid[])
    AND p.activity_version = (SELECT max(version) FROM activity WHERE id = p.activity_id)
ORDER BY p.activity_id, p.role, p.user_id
