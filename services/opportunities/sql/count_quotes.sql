SELECT count(*) AS made, count(*) FILTER (WHERE state = 'ACCEPTED') AS accepted
FROM quote
WHERE opportunity_id = :id::uuid
