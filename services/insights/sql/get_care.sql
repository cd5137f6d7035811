-- bind: zone
WITH span AS (
    SELECT :from::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:until::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), received AS (
    SELECT kind, resolved_at, in_time, satisfied
    FROM case_fact, span
    WHERE received_at >= begins AND received_at < ends
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
), sold AS (
    SELECT contract_id
    FROM deal_fact, span
    WHERE closed_at >= begins AND closed_at < ends AND reversed_at IS NULL
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
), sent AS (
    SELECT answered_at, function, performance, service_quality, support
    FROM survey_fact, span
    WHERE sent_at >= begins AND sent_at < ends
        AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR owner_id = :user_id::text)
), care AS (
    SELECT count(*) AS cases, count(*) FILTER (WHERE kind = 'COMPLAINT') AS complaints,
        count(resolved_at) AS resolved, count(*) FILTER (WHERE resolved_at IS NOT NULL AND in_time) AS in_time,
        count(satisfied) AS feedback, count(*) FILTER (WHERE satisfied) AS satisfied
    FROM received
), asked AS (
    SELECT count(*) AS sent, count(answered_at) AS answered,
        count(function) AS n_function, coalesce(sum(function), 0)::bigint AS sum_function,
        count(*) FILTER (WHERE function >= 4) AS top_function,
        count(performance) AS n_performance, coalesce(sum(performance), 0)::bigint AS sum_performance,
        count(*) FILTER (WHERE performance >= 4) AS top_performance,
        count(service_quality) AS n_service_quality, coalesce(sum(service_quality), 0)::bigint AS sum_service_quality,
        count(*) FILTER (WHERE service_quality >= 4) AS top_service_quality,
        count(support) AS n_support, coalesce(sum(support), 0)::bigint AS sum_support,
        count(*) FILTER (WHERE support >= 4) AS top_support
    FROM sent
)
SELECT (SELECT count(*) FROM sold) AS deals, care.*, asked.*
FROM care, asked
