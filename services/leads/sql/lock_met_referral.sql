-- bind: customer_id source_channel
-- into: Referral
-- Who refers a customer does not meet him there himself.
SELECT *
FROM referral_row
WHERE customer_id = :customer_id::uuid AND state = 'OPEN' AND to_channel = :source_channel::text
    AND agent_id <> :actor::text
ORDER BY created_at, id
LIMIT 1
FOR UPDATE
