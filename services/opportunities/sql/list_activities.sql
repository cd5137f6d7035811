-- into: OpportunityActivity
SELECT activity_id, type, effect_level, effective, stage, purchase_stage, actor_id, at
FROM opportunity_activity
WHERE opportunity_id = :id::uuid
ORDER BY at DESC, activity_id
LIMIT 50
