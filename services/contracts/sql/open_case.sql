-- bind: case_id contract_id text_version purpose route_code route_revision repeat_policy reason
INSERT INTO approval_case (
    id, contract_id, text_version, state, opened_at, purpose, route_code, route_revision, repeat_policy, reason,
    opened_by
)
VALUES (
    :case_id::uuid, :contract_id::uuid, :text_version::integer, 'RUNNING', :now::timestamptz, :purpose::text,
    :route_code::text, :route_revision::integer, :repeat_policy::text, :reason::text, :actor::text
)
