-- An unanswered call that was closed by itself says by its state what came of it.
-- bind: after_at after_id row_limit
-- into: Unrecorded
SELECT x.kind, x.id, x.at, coalesce(o.alias_of, o.id) AS customer_id, x.lead_id, p.masked AS point_masked, x.medium
FROM (
    SELECT CASE WHEN c.state = 'WRAPPED' THEN 'CALL_WITHOUT_WORDS' ELSE 'CALL_OPEN' END AS kind, c.id,
        c.requested_at AS at, c.customer_id, c.contact_point_id, c.lead_id, c.agent_id, 'CALL' AS medium,
        c.state = 'WRAPPED' AS is_closed
    FROM call AS c
    WHERE c.agent_id = coalesce(:agent_id::text, :actor) AND c.requested_at >= :from::timestamptz
        AND (c.ended_at IS NOT NULL AND c.state <> 'WRAPPED' OR c.auto_wrapped AND c.answered_at IS NOT NULL)
    UNION ALL
    SELECT 'CONTACT_UNUSED', t.id, t.requested_at, t.customer_id, t.contact_point_id, t.lead_id, t.agent_id, t.medium,
        false
    FROM contact_attempt AS t
    WHERE t.agent_id = coalesce(:agent_id::text, :actor) AND t.requested_at >= :from::timestamptz
        AND t.permitted AND t.activity_id IS NULL
) AS x
JOIN customer AS o ON o.id = x.customer_id
JOIN contact_point AS p ON p.id = x.contact_point_id
WHERE x.at < coalesce(:until::timestamptz, :now::timestamptz)
    AND (x.agent_id = :actor OR starts_with(o.owner_path, :scope))
    AND (:after_at::timestamptz IS NULL OR (x.at, x.id) > (:after_at::timestamptz, :after_id::uuid))
    AND NOT (x.is_closed AND EXISTS (
        SELECT FROM activity AS a
        WHERE a.customer_id IN (x.customer_id, coalesce(o.alias_of, o.id)) AND a.call_id = x.id))
ORDER BY x.at, x.id
LIMIT :row_limit::bigint
