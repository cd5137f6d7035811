-- into: ScriptEffect
-- A conversion counts for a version when the lead was converted at all; leads of several versions count for each.
SELECT s.id AS script_id, s.code || '@' || s.number AS script_version, s.state, count(u.id) AS uses,
    count(u.id) FILTER (WHERE u.contact) AS contacts,
    count(DISTINCT u.lead_id) AS leads,
    count(DISTINCT u.lead_id) FILTER (WHERE l.state = 'CONVERTED') AS converted,
    count(DISTINCT u.lead_id) FILTER (WHERE l.state = 'CONVERTED') * 1000 / nullif(count(DISTINCT u.lead_id), 0)
        AS conversion_permille,
    count(u.overcame) AS objections,
    count(u.id) FILTER (WHERE u.overcame) AS overcome,
    count(u.id) FILTER (WHERE u.overcame) * 1000 / nullif(count(u.overcame), 0) AS overcome_permille
FROM script AS s
LEFT JOIN script_use AS u ON u.script_id = s.id AND u.used_at >= coalesce(:since::timestamptz, '-infinity')
LEFT JOIN lead AS l ON l.id = u.lead_id
WHERE s.code = :code::text AND s.state IN ('PUBLISHED', 'RETIRED')
GROUP BY s.id
ORDER BY s.number DESC
