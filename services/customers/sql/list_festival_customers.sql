-- Customers with an owner whom the rule wants to be cared for and who have no task by it for this year.
-- bind: some after in_days in_year
SELECT c.id AS customer_id, c.id AS head_id, NULL::uuid AS contact_id, c.owner_id, c.owner_path, r.occasion, r.action,
    r.code AS subject, r.code AS source, :in_year::integer AS in_year, false AS secret,
    (:now::timestamptz AT TIME ZONE 'UTC')::date + :in_days::integer AS due_on, NULL::bytea AS wrapped,
    NULL::integer AS master_version
FROM care_rule AS r
JOIN customer AS c ON (r.tiers = '{}' OR c.tier = ANY (r.tiers)) AND (r.kind IS NULL OR c.kind = r.kind)
WHERE r.code = :rule::text AND c.owner_id IS NOT NULL AND c.state NOT IN ('MERGED', 'ERASED')
    AND (:after::uuid IS NULL OR c.id > :after::uuid)
    AND NOT EXISTS (
        SELECT FROM care_task AS t
        WHERE t.source = r.code AND t.in_year = :in_year::integer AND coalesce(t.contact_id, t.customer_id) = c.id)
ORDER BY c.id
LIMIT :some::bigint
