-- bind: wrapped hash_state
INSERT INTO recording_key (call_id, wrapped, hash_state)
VALUES (:call_id::uuid, :wrapped::bytea, :hash_state::bytea)
