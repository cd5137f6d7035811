-- into: ContractAmendment
SELECT
    a.text_version, a.case_id,
    CASE WHEN c.state = 'RUNNING' THEN 'IN_APPROVAL' WHEN c.state <> 'APPROVED' THEN 'ENDED'
         WHEN a.text_version > p.text_version THEN 'SIGNING' ELSE 'IN_EFFECT' END AS state,
    a.reason, a.requested_by, a.requested_at, a.doc_hash, a.term_months, a.deviating_groups, a.instalments_changed
FROM amendment a
JOIN approval_case c ON c.id = a.case_id
JOIN contract p ON p.id = a.contract_id
WHERE a.contract_id = :id::uuid
ORDER BY a.text_version
