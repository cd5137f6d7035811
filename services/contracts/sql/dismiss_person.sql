WITH ended AS (
    UPDATE approval_delegation
    SET ended_at = :now::timestamptz
    WHERE :user_id::text IN (from_id, to_id) AND ended_at IS NULL
)
UPDATE person
SET active = false
WHERE id = :user_id::uuid
