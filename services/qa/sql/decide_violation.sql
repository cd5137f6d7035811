-- bind: violation_id violation_state
UPDATE violation
SET state = :violation_state::text, decided_at = :now::timestamptz
WHERE id = :violation_id::uuid
