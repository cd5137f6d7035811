-- bind: criteria evidences
INSERT INTO criterion_evidence (opportunity_id, criterion, evidence, shown_by, shown_at)
SELECT DISTINCT ON (criterion) :id::uuid, criterion, evidence, :actor::text, :now::timestamptz
FROM unnest(:criteria::text[], :evidences::text[]) WITH ORDINALITY AS shown (criterion, evidence, nth)
ORDER BY criterion, nth DESC
ON CONFLICT (opportunity_id, criterion) DO UPDATE
SET evidence = excluded.evidence,
    shown_by = excluded.shown_by,
    shown_at = excluded.shown_at
