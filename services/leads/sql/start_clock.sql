-- bind: lead_id
UPDATE lead
SET pulled_at = :now::timestamptz
WHERE id = :lead_id::uuid
