-- Living customers that have one of the points: those of the phone first, then the oldest.
-- bind: phone_blinds email_blinds
SELECT c.id, c.kind, c.owner_id, c.owner_path, c.tier, c.region, c.time_zone, c.name_masked,
    k.wrapped, k.master_version,
    (max(p.id::text) FILTER (WHERE p.blind = ANY (:phone_blinds::text[])))::uuid AS phone_point_id,
    (max(p.id::text) FILTER (WHERE p.blind = ANY (:email_blinds::text[])))::uuid AS email_point_id
FROM contact_point AS p
JOIN customer AS c ON c.id = p.customer_id AND c.state NOT IN ('MERGED', 'ERASED')
JOIN subject_key AS k ON k.subject_id = c.id
WHERE p.blind = ANY (:phone_blinds::text[] || :email_blinds::text[]) AND p.state <> 'RETIRED'
GROUP BY c.id, k.subject_id
ORDER BY bool_or(p.blind = ANY (:phone_blinds::text[])) DESC, c.created_at, c.id
LIMIT 2
