-- bind: contract_id text_version part
INSERT INTO text_author (contract_id, text_version, user_id, part, at)
VALUES (:contract_id::uuid, :text_version::integer, :actor::text, :part::text, :now::timestamptz)
ON CONFLICT DO NOTHING
