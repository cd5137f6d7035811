-- into: StageVisit
SELECT from_stage, to_stage, transition, moved_at, dwell_s, override_reason, moved_by
FROM stage_visit
WHERE opportunity_id = :id::uuid
ORDER BY seq
