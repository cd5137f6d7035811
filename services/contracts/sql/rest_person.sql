-- Who may not decide himself lets nobody decide for him.
WITH ended AS (
    UPDATE approval_delegation
    SET ended_at = :now::timestamptz
    WHERE from_id = :user_id::text AND ended_at IS NULL
)
UPDATE person
SET active = false
WHERE id = :user_id::uuid
