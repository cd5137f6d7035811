-- bind: id reason scope_path
UPDATE session AS s
SET ended_at = :now, end_reason = :reason
FROM user_account AS u
WHERE s.id = :id::uuid AND s.ended_at IS NULL AND s.expires_at > :now
    AND u.id = s.user_id AND starts_with(u.path, :scope_path)
RETURNING s.id, s.user_id, u.path
