-- One that is approved and not yet signed.
-- bind: id present_version
-- into: ContractAmendment
SELECT
    a.text_version, a.case_id, 'SIGNING' AS state, a.reason, a.requested_by, a.requested_at, a.doc_hash, a.term_months,
    a.deviating_groups, a.instalments_changed
FROM amendment a
JOIN approval_case c ON c.id = a.case_id AND c.state = 'APPROVED'
WHERE a.contract_id = :id::uuid AND a.text_version > :present_version::integer
