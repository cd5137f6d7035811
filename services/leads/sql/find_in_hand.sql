-- bind: lead_id
SELECT id
FROM lead
WHERE owner_id = :actor::uuid AND pulled_at IS NOT NULL AND id <> :lead_id::uuid
    AND state IN ('ASSIGNED', 'WORKING', 'QUALIFIED', 'NURTURING')
ORDER BY pulled_at DESC
LIMIT 1
