-- bind: case_id text_version
INSERT INTO approval_case (id, contract_id, text_version, state, opened_at)
VALUES (:case_id::uuid, :id::uuid, :text_version::integer, 'RUNNING', :now::timestamptz)
