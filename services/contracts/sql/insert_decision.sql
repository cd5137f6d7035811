-- bind: case_id text_version role decision sealed_remark on_behalf_of
INSERT INTO approval_step (case_id, contract_id, text_version, role, decision, approver_id, remark, decided_at, on_behalf_of)
VALUES (
    :case_id::uuid, :id::uuid, :text_version::integer, :role::text, :decision::text, :actor::text,
    decode(:sealed_remark::text, 'hex'), :now::timestamptz, :on_behalf_of::text
)
