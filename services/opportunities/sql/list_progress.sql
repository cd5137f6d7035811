-- bind: plan_id zone
-- into: MilestoneProgress
SELECT
    code, due_on::text AS due_on, target, reached_on::text AS reached_on, actual, missed_at,
    greatest(coalesce(reached_on, (:now::timestamptz AT TIME ZONE :zone::text)::date) - due_on, 0)::bigint AS days_late
FROM milestone
WHERE plan_id = :plan_id::uuid
ORDER BY position
