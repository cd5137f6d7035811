-- All that a decision needs, at one moment. The policy of the purpose, or else of every purpose. Permission is the
-- customer's, also where it was said in a record that was merged into his. A block and the attempts of today by
-- this medium are the number's or the address's: they count from every living record that has it and has not given it up.
-- bind: point_id medium purpose
SELECT coalesce(c.alias_of, c.id) AS customer_id, p.customer_id AS origin_id, p.kind, p.masked,
    p.state NOT IN ('INVALID', 'RETIRED') AS point_usable,
    c.state <> 'ERASED' AS customer_open, c.owner_path,
    coalesce(n.blocked, false) AS blocked, coalesce(n.withdrawn, false) AS withdrawn,
    coalesce(n.granted, false) AS granted, y.purpose AS policy, y.version AS policy_version, y.from_minute,
    y.until_minute, y.weekdays, y.daily_cap, y.needs_grant,
    extract(hour FROM t.local)::integer * 60 + extract(minute FROM t.local)::integer AS local_minute,
    extract(isodow FROM t.local)::integer - 1 AS local_weekday,
    to_char(t.local, 'HH24:MI') AS local_time,
    CASE WHEN :medium = 'CALL' THEN (
        SELECT count(*)
        FROM call AS a
        WHERE a.contact_point_id = ANY (s.ids) AND a.direction = 'OUTBOUND' AND a.state <> 'REFUSED'
            AND a.requested_at >= date_trunc('day', t.local) AT TIME ZONE c.time_zone)
    ELSE (
        SELECT count(*)
        FROM contact_attempt AS a
        WHERE a.contact_point_id = ANY (s.ids) AND a.medium = :medium AND a.permitted
            AND a.requested_at >= date_trunc('day', t.local) AT TIME ZONE c.time_zone)
    END AS attempts_today
FROM contact_point AS p
JOIN customer AS c ON c.id = p.customer_id
CROSS JOIN LATERAL (SELECT :now::timestamptz AT TIME ZONE c.time_zone AS local) AS t
CROSS JOIN LATERAL (
    SELECT array_agg(q.id) AS ids, array_agg(q.id) FILTER (WHERE w.own) AS own_ids
    FROM contact_point AS q
    JOIN customer AS o ON o.id = q.customer_id
    CROSS JOIN LATERAL (SELECT coalesce(o.alias_of, o.id) = coalesce(c.alias_of, c.id) AS own) AS w
    WHERE q.blind = p.blind AND (w.own OR q.state <> 'RETIRED')) AS s
CROSS JOIN LATERAL (
    SELECT * FROM contact_policy
    WHERE contact_policy.purpose IN (:purpose, '*')
    ORDER BY contact_policy.purpose = '*'
    LIMIT 1) AS y
LEFT JOIN LATERAL (
    SELECT bool_or(state = 'BLOCKED') AS blocked,
        bool_or(state = 'WITHDRAWN' AND contact_point_id = ANY (s.own_ids)) AS withdrawn,
        bool_or(state = 'GRANTED' AND contact_point_id = ANY (s.own_ids)) AS granted
    FROM contact_permission
    WHERE contact_point_id = ANY (s.ids) AND medium = :medium AND contact_permission.purpose IN (:purpose, '*')
        AND valid_from <= :now::timestamptz AND (valid_until IS NULL OR valid_until > :now::timestamptz)) AS n ON true
WHERE p.id = :point_id::uuid AND starts_with(c.owner_path, :scope)
