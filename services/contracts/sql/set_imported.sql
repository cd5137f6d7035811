-- bind: id effective_at ended_at end_reason
UPDATE contract
SET effective_at = :effective_at::timestamptz,
    ended_at = :ended_at::timestamptz,
    end_reason = :end_reason::text
WHERE id = :id::uuid
