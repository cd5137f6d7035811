-- All of a user but one.
-- bind: user_id but_id
UPDATE session
SET ended_at = :now
WHERE user_id = :user_id::uuid AND ended_at IS NULL AND id IS DISTINCT FROM :but_id::uuid
