-- bind: measured first_day last_day zone node_path node_user seen_path viewer
-- Of the branches only the one asked for is run.
WITH span AS (
    SELECT :first_day::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:last_day::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), mine AS (
    SELECT first, connected, talk_s, answered_at
    FROM call_seen, span
    WHERE dialled_at >= begins AND dialled_at < ends
        AND (starts_with(path, :seen_path::text) OR agent_id = :viewer::text)
        AND (:node_path::text IS NULL OR starts_with(path, :node_path::text))
        AND (:node_user::text IS NULL OR agent_id = :node_user::text)
), done AS (
    SELECT type, call_id, effective
    FROM activity_seen, span
    WHERE at >= begins AND at < ends
        AND (starts_with(path, :seen_path::text) OR actor_id = :viewer::text)
        AND (:node_path::text IS NULL OR starts_with(path, :node_path::text))
        AND (:node_user::text IS NULL OR actor_id = :node_user::text)
), good AS (
    SELECT lead_id
    FROM lead_fact, span
    WHERE qualified_at >= begins AND qualified_at < ends AND withdrawn_at IS NULL
        AND (starts_with(owner_path, :seen_path::text) OR owner_id = :viewer::text)
        AND (:node_path::text IS NULL OR starts_with(owner_path, :node_path::text))
        AND (:node_user::text IS NULL OR owner_id = :node_user::text)
), won AS (
    SELECT DISTINCT ON (customer_id) closed_at, owner_id, owner_path
    FROM deal_fact
    WHERE reversed_at IS NULL AND customer_id IS NOT NULL
    ORDER BY customer_id, closed_at, contract_id
)
SELECT CASE :measured::text
        WHEN 'DIALS' THEN (SELECT count(*) FROM mine WHERE first)
        WHEN 'CONNECTS' THEN (SELECT count(*) FROM mine WHERE connected)
        WHEN 'TALK_SECONDS' THEN (SELECT coalesce(sum(talk_s), 0)::bigint FROM mine WHERE answered_at IS NOT NULL)
        WHEN 'CONTACTS' THEN (SELECT count(*) FROM mine WHERE connected)
            + (SELECT count(*) FROM done WHERE effective AND call_id IS NULL)
        WHEN 'VISITS' THEN (SELECT count(*) FROM done WHERE type = 'VISIT')
        WHEN 'LEADS_QUALIFIED' THEN (SELECT count(*) FROM good)
        WHEN 'NEW_CUSTOMERS' THEN (
            SELECT count(*)
            FROM won, span
            WHERE closed_at >= begins AND closed_at < ends
                AND (starts_with(owner_path, :seen_path::text) OR owner_id = :viewer::text)
                AND (:node_path::text IS NULL OR starts_with(owner_path, :node_path::text))
                AND (:node_user::text IS NULL OR owner_id = :node_user::text))
    END AS actual
