SELECT
    count(*) FILTER (WHERE state IN ('IN_APPROVAL', 'APPROVED', 'SENT')) AS under_way,
    count(*) FILTER (WHERE state = 'ACCEPTED') AS accepted
FROM quote
WHERE opportunity_id = :id::uuid
