-- into: UserSession
-- bind: user_id current_id
SELECT id, user_id, client, created_at, expires_at, coalesce(id = :current_id::uuid, false) AS current
FROM session
WHERE user_id = :user_id::uuid AND ended_at IS NULL AND expires_at > :now
ORDER BY created_at DESC, id DESC
LIMIT 200
