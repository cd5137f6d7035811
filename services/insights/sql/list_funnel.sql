-- bind: first_day last_day zone by days
-- A step is reached when it or a later one was, within the days; so no step has more than the one before.
WITH span AS (
    SELECT :first_day::date::timestamp AT TIME ZONE :zone::text AS begins,
        (:last_day::date + 1)::timestamp AT TIME ZONE :zone::text AS ends
), cohort AS (
    SELECT CASE :by::text
            WHEN 'CHANNEL' THEN coalesce(l.source_channel, '')
            WHEN 'SOURCE' THEN coalesce(l.source, '')
            WHEN 'CAMPAIGN' THEN coalesce(l.campaign, '')
            WHEN 'PRODUCT' THEN coalesce(l.product, '')
            WHEN 'TEAM' THEN substring(l.owner_path FROM '^[^~]*')
            WHEN 'PERSON' THEN coalesce(l.owner_id, '')
            ELSE ''
        END AS key,
        l.captured_at AS t1, l.assigned_at AS t2, l.contacted_at AS t3, l.qualified_at AS t4, l.converted_at AS t5,
        o.committed_at AS t6, d.won_at AS t7, l.disqualified_at, l.response_s,
        l.captured_at + make_interval(days => :days::integer) AS deadline
    FROM span
    JOIN lead_fact AS l ON l.captured_at >= begins AND l.captured_at < ends
    LEFT JOIN opportunity_fact AS o ON o.opportunity_id = l.opportunity_id
    LEFT JOIN LATERAL (
        SELECT min(closed_at) AS won_at
        FROM deal_fact
        WHERE opportunity_id = l.opportunity_id AND reversed_at IS NULL
    ) AS d ON true
    WHERE NOT l.duplicate AND l.withdrawn_at IS NULL
        AND (starts_with(l.owner_path, :scope::text) OR l.owner_id = :actor::text)
        AND (:team_path::text IS NULL OR starts_with(l.owner_path, :team_path::text))
        AND (:user_id::text IS NULL OR l.owner_id = :user_id::text)
        AND (:channel::text IS NULL OR l.source_channel = :channel::text)
)
SELECT key, grouping(key) = 1 AS is_total, count(*) AS reached_1,
    count(*) FILTER (WHERE least(t2, t3, t4, t5, t6, t7) <= deadline) AS reached_2,
    count(*) FILTER (WHERE least(t3, t4, t5, t6, t7) <= deadline) AS reached_3,
    count(*) FILTER (WHERE least(t4, t5, t6, t7) <= deadline) AS reached_4,
    count(*) FILTER (WHERE least(t5, t6, t7) <= deadline) AS reached_5,
    count(*) FILTER (WHERE least(t6, t7) <= deadline) AS reached_6,
    count(*) FILTER (WHERE t7 <= deadline) AS reached_7,
    count(t2 - t1) FILTER (WHERE t2 <= deadline) AS dwelt_2,
    count(t3 - t2) FILTER (WHERE t3 <= deadline) AS dwelt_3,
    count(t4 - t3) FILTER (WHERE t4 <= deadline) AS dwelt_4,
    count(t5 - t4) FILTER (WHERE t5 <= deadline) AS dwelt_5,
    count(t6 - t5) FILTER (WHERE t6 <= deadline) AS dwelt_6,
    count(t7 - t6) FILTER (WHERE t7 <= deadline) AS dwelt_7,
    coalesce(sum(floor(extract(epoch FROM t2 - t1))) FILTER (WHERE t2 <= deadline), 0)::bigint AS dwell_2,
    coalesce(sum(floor(extract(epoch FROM t3 - t2))) FILTER (WHERE t3 <= deadline), 0)::bigint AS dwell_3,
    coalesce(sum(floor(extract(epoch FROM t4 - t3))) FILTER (WHERE t4 <= deadline), 0)::bigint AS dwell_4,
    coalesce(sum(floor(extract(epoch FROM t5 - t4))) FILTER (WHERE t5 <= deadline), 0)::bigint AS dwell_5,
    coalesce(sum(floor(extract(epoch FROM t6 - t5))) FILTER (WHERE t6 <= deadline), 0)::bigint AS dwell_6,
    coalesce(sum(floor(extract(epoch FROM t7 - t6))) FILTER (WHERE t7 <= deadline), 0)::bigint AS dwell_7,
    count(*) FILTER (WHERE disqualified_at <= deadline) AS disqualified,
    count(response_s) FILTER (WHERE t3 <= deadline) AS responses,
    coalesce(sum(response_s) FILTER (WHERE t3 <= deadline), 0)::bigint AS response_s,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY response_s) FILTER (WHERE t3 <= deadline) AS median_response_s
FROM cohort
GROUP BY GROUPING SETS ((key), ())
ORDER BY key NULLS LAST
