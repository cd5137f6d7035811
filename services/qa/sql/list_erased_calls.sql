SELECT call_id
FROM recording
WHERE customer_id = ANY (:alias_ids::uuid[]) AND state IN ('EXPECTED', 'STORED', 'HELD')
ORDER BY call_id
