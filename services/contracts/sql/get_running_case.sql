-- into: ApprovalCase
SELECT
    id, text_version, state, opened_at, closed_at, purpose, route_code, route_revision, repeat_policy, reason,
    opened_by
FROM approval_case
WHERE contract_id = :id::uuid AND state = 'RUNNING'
