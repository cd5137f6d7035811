-- Living customers that have one of the points, by their own record or one merged into them: those of the phone first,
-- then the oldest. `origin_id` is the record that has the point, whose key and history the capture joins.
-- bind: phone_blinds email_blinds
SELECT c.id, c.kind, c.owner_id, c.owner_path, c.tier, c.region, c.time_zone, c.name_masked, o.id AS origin_id,
    k.wrapped, k.master_version, m.phone_point_id, m.email_point_id
FROM (
    SELECT coalesce(o.alias_of, o.id) AS head_id,
        bool_or(p.blind = ANY (:phone_blinds::text[])) AS by_phone,
        (max(p.id::text) FILTER (WHERE p.blind = ANY (:phone_blinds::text[])))::uuid AS phone_point_id,
        (max(p.id::text) FILTER (WHERE p.blind = ANY (:email_blinds::text[])))::uuid AS email_point_id
    FROM contact_point AS p
    JOIN customer AS o ON o.id = p.customer_id AND o.state <> 'ERASED'
    WHERE p.blind = ANY (:phone_blinds::text[] || :email_blinds::text[]) AND p.state <> 'RETIRED'
    GROUP BY 1) AS m
JOIN customer AS c ON c.id = m.head_id AND c.state NOT IN ('MERGED', 'ERASED')
JOIN contact_point AS q ON q.id = coalesce(m.phone_point_id, m.email_point_id)
JOIN customer AS o ON o.id = q.customer_id
JOIN subject_key AS k ON k.subject_id = o.id
ORDER BY m.by_phone DESC, c.created_at, c.id
LIMIT 2
