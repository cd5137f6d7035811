-- bind: id
-- into: CaseEvidence
SELECT kind, ref
FROM case_evidence
WHERE case_id = :id::uuid
ORDER BY added_at, kind, ref
