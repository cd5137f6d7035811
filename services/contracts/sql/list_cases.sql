-- into: ApprovalCase
SELECT id, text_version, state, opened_at, closed_at
FROM approval_case
WHERE contract_id = :id::uuid
ORDER BY opened_at, id
