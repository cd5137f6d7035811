-- bind: first_day last_day zone
SELECT count(*) AS duplicates
FROM lead_fact
WHERE duplicate AND captured_at >= :first_day::date::timestamp AT TIME ZONE :zone::text
    AND captured_at < (:last_day::date + 1)::timestamp AT TIME ZONE :zone::text
    AND (starts_with(owner_path, :scope::text) OR owner_id = :actor::text)
    AND (:team_path::text IS NULL OR starts_with(owner_path, :team_path::text))
    AND (:user_id::text IS NULL OR owner_id = :user_id::text)
    AND (:channel::text IS NULL OR source_channel = :channel::text)
