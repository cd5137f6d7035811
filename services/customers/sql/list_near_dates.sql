-- Days of single customers that are near and have no task yet.
-- bind: some blinds in_days in_years
SELECT d.customer_id, h.id AS head_id, d.contact_id, h.owner_id, h.owner_path, d.occasion, d.action, d.subject,
    d.id AS source, g.in_year, true AS secret, (:now::timestamptz AT TIME ZONE 'UTC')::date + g.in_days AS due_on,
    k.wrapped, k.master_version
FROM unnest(:blinds::text[], :in_days::integer[], :in_years::integer[]) AS g (blind, in_days, in_year)
JOIN care_date AS d ON d.blind = g.blind AND NOT d.paused AND g.in_days <= d.lead_days
JOIN customer AS o ON o.id = d.customer_id
JOIN customer AS h ON h.id = coalesce(o.alias_of, o.id) AND h.state <> 'ERASED'
JOIN subject_key AS k ON k.subject_id = d.customer_id
WHERE NOT EXISTS (
    SELECT FROM care_task AS t
    WHERE t.source = d.id::text AND t.in_year = g.in_year
        AND coalesce(t.contact_id, t.customer_id) = coalesce(d.contact_id, d.customer_id))
LIMIT :some::bigint
