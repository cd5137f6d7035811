-- Of the newest versions.
-- bind: ids
SELECT p.activity_id, p.kind, p.amount_minor, p.currency
FROM activity_cost AS p
WHERE p.activity_id = ANY (:ids::uuid[])
    AND p.activity_version = (SELECT max(version) FROM activity WHERE id = p.activity_id)
ORDER BY p.activity_id, p.nth
