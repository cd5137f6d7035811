-- The organisations that have the registration number, by their own record or one merged into them; as find_match.sql
-- answers.
-- bind: registration_blinds
SELECT DISTINCT ON (c.created_at, c.id) c.id, c.kind, c.owner_id, c.owner_path, c.tier, c.region, c.time_zone,
    c.name_masked, o.id AS origin_id, k.wrapped, k.master_version, NULL::uuid AS phone_point_id,
    NULL::uuid AS email_point_id
FROM customer AS o
JOIN customer AS c ON c.id = coalesce(o.alias_of, o.id) AND c.state NOT IN ('MERGED', 'ERASED')
JOIN subject_key AS k ON k.subject_id = o.id
WHERE o.registration_blind = ANY (:registration_blinds::text[])
ORDER BY c.created_at, c.id, o.id = c.id DESC
LIMIT 2
