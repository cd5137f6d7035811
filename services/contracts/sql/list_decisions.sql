SELECT case_id, text_version, role, decision, approver_id, remark AS sealed, decided_at, on_behalf_of
FROM approval_step
WHERE contract_id = :id::uuid
ORDER BY seq
