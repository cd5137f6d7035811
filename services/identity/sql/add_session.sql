-- bind: id token_hash user_id hours client
INSERT INTO session (id, token_hash, user_id, created_at, expires_at, client)
VALUES (:id::uuid, :token_hash, :user_id::uuid, :now::timestamptz,
    :now::timestamptz + :hours::bigint * interval '1 hour', :client)
RETURNING id AS session_id, user_id, expires_at
