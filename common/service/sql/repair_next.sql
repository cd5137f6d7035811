SELECT id, domain, agg_id, letter_id
FROM repair
WHERE state = 'WAITING'
ORDER BY requested_at, id
LIMIT 16
