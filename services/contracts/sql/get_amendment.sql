-- bind: case_id
-- into: ContractAmendment
SELECT
    text_version, case_id, reason, requested_by, requested_at, doc_hash, term_months, deviating_groups,
    instalments_changed
FROM amendment
WHERE case_id = :case_id::uuid
