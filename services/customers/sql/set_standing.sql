-- bind: head_id to_state
UPDATE customer
SET state = :to_state::text, version = version + 1, updated_at = :now::timestamptz
WHERE id = :head_id::uuid
