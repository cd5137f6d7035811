SELECT count(*) AS times
FROM posting
WHERE op_id = :op_id::uuid
