SELECT e.id
FROM evaluation AS e
JOIN recording AS r ON r.call_id = e.call_id
WHERE r.customer_id = ANY (:alias_ids::uuid[])
