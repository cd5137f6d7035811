-- bind: case_id text_version role decision sealed_remark
INSERT INTO approval_step (case_id, contract_id, text_version, role, decision, approver_id, remark, decided_at)
VALUES (
    :case_id::uuid, :id::uuid, :text_version::integer, :role::text, :decision::text, :actor::text,
    decode(:sealed_remark::text, 'hex'), :now::timestamptz
)
