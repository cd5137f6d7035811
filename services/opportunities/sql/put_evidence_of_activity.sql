-- bind: id
INSERT INTO criterion_evidence (opportunity_id, criterion, evidence, shown_by, shown_at)
SELECT
    :id::uuid, code, 'activity ' || :activity_id::text, coalesce(:actor_id::text, :actor::text), :now::timestamptz
FROM exit_criterion
WHERE min_effect <= :effect_level::integer AND (activity_type IS NULL OR activity_type = :type::text)
ON CONFLICT (opportunity_id, criterion) DO NOTHING
