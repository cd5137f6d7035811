-- bind: lead_id
-- into: Callback
SELECT *
FROM callback_row
WHERE lead_id = :lead_id::uuid AND owner_id = :actor::text AND remind_at <= :now::timestamptz
    AND state IN ('SCHEDULED', 'DUE', 'MISSED')
ORDER BY promised_at
LIMIT 1
