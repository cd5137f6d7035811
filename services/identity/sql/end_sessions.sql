-- All of a user but one.
-- bind: user_id but_id reason
UPDATE session AS s
SET ended_at = :now, end_reason = :reason
FROM user_account AS u
WHERE s.user_id = :user_id::uuid AND s.ended_at IS NULL AND s.id IS DISTINCT FROM :but_id::uuid AND u.id = s.user_id
RETURNING s.id, s.user_id, u.path
