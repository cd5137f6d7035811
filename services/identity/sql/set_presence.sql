-- bind: id
UPDATE user_account
SET presence_state = :state, presence_reason = :reason, presence_since = :now
WHERE id = :id::uuid
RETURNING presence_state AS state, presence_reason AS reason, presence_since AS since
