-- bind: id token_hash user_id hours
INSERT INTO session (id, token_hash, user_id, created_at, expires_at)
VALUES (:id::uuid, :token_hash, :user_id::uuid, :now::timestamptz,
    :now::timestamptz + :hours::bigint * interval '1 hour')
RETURNING user_id, expires_at
