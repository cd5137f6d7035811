-- Another activity may show what one does not show any more: the earliest.
-- bind: id criteria
INSERT INTO criterion_evidence (opportunity_id, criterion, evidence, shown_by, shown_at)
SELECT DISTINCT ON (code) :id::uuid, code, 'activity ' || activity_id, coalesce(actor_id, :actor::text), :now::timestamptz
FROM exit_criterion
JOIN opportunity_activity ON effect_level >= min_effect AND (activity_type IS NULL OR activity_type = type)
WHERE opportunity_id = :id::uuid AND code = ANY (:criteria::text[])
ORDER BY code, at, activity_id
ON CONFLICT (opportunity_id, criterion) DO NOTHING
