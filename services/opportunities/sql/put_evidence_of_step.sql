INSERT INTO criterion_evidence (opportunity_id, criterion, evidence, shown_by, shown_at)
SELECT :id::uuid, code, 'decision step ' || :step::text, :actor::text, :now::timestamptz
FROM exit_criterion
WHERE decision_step = :step::text
ON CONFLICT (opportunity_id, criterion) DO NOTHING
