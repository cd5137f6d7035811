-- bind: zone
-- into: ActivityEffect
SELECT
    activity.type, activity.purchase_stage, count(*) AS activities, sum(activity.effect_level)::bigint AS effect_sum,
    count(*) FILTER (WHERE activity.effective) AS effective,
    count(*) FILTER (WHERE activity.effect_level >= 3) AS advanced
FROM opportunity_activity AS activity JOIN opportunity ON opportunity.id = activity.opportunity_id
WHERE activity.at >= :from::date::timestamp AT TIME ZONE :zone::text
  AND activity.at < :until::date::timestamp AT TIME ZONE :zone::text
  AND starts_with(opportunity.owner_path, :scope::text)
  AND (:owner_id::text IS NULL OR opportunity.owner_id = :owner_id::text)
GROUP BY activity.type, activity.purchase_stage
ORDER BY activity.type, activity.purchase_stage
