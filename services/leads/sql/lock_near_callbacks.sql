-- bind: lead_id
-- into: Callback
SELECT *
FROM callback_row
WHERE lead_id = :lead_id::uuid AND state IN ('SCHEDULED', 'DUE', 'MISSED')
    AND promised_at <= :now::timestamptz + interval '1 hour'
FOR UPDATE
