SELECT criterion
FROM criterion_evidence
WHERE opportunity_id = :id::uuid
ORDER BY shown_at, criterion
