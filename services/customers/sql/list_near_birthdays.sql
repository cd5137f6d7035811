-- Persons and contacts of customers with an owner whose birthday is near and who have no task by the rule for it.
-- bind: some blinds in_days in_years
SELECT p.customer_id, h.id AS head_id, p.contact_id, h.owner_id, h.owner_path, r.occasion, r.action,
    r.code AS subject, r.code AS source, g.in_year, true AS secret,
    (:now::timestamptz AT TIME ZONE 'UTC')::date + g.in_days AS due_on, k.wrapped, k.master_version
FROM care_rule AS r
JOIN unnest(:blinds::text[], :in_days::integer[], :in_years::integer[]) AS g (blind, in_days, in_year) ON true
JOIN (
    SELECT id AS customer_id, NULL::uuid AS contact_id, birthday_blind
    FROM customer
    WHERE birthday_blind = ANY (:blinds::text[]) AND state <> 'MERGED'
    UNION ALL
    SELECT customer_id, id, birthday_blind
    FROM contact
    WHERE birthday_blind = ANY (:blinds::text[]) AND state = 'ACTIVE') AS p ON p.birthday_blind = g.blind
JOIN customer AS o ON o.id = p.customer_id
JOIN customer AS h ON h.id = coalesce(o.alias_of, o.id) AND h.state <> 'ERASED'
JOIN subject_key AS k ON k.subject_id = p.customer_id
WHERE r.code = :rule::text AND h.owner_id IS NOT NULL AND (r.tiers = '{}' OR h.tier = ANY (r.tiers))
    AND (r.kind IS NULL OR h.kind = r.kind)
    AND NOT EXISTS (
        SELECT FROM care_task AS t
        WHERE t.source = r.code AND t.in_year = g.in_year
            AND coalesce(t.contact_id, t.customer_id) = coalesce(p.contact_id, p.customer_id))
LIMIT :some::bigint
