-- Other organisations of the same registration number, or else of the same name in the same region (of a name that
-- everybody bears, some); those that are new beside this one wait for review. `duplicate_id` is of a pair that was not
-- known before.
-- bind: suspect_id registration_blinds org_blinds suspect_region scope_of_reading
WITH hits AS (
    SELECT h.id, h.kind, h.name_masked, h.owner_id, h.owner_path, h.tier, min(m.rank) AS rank
    FROM (
        SELECT coalesce(alias_of, id) AS id, 1 AS rank
        FROM customer
        WHERE registration_blind = ANY (:registration_blinds::text[]) AND state <> 'ERASED'
        UNION ALL
        (SELECT coalesce(alias_of, id), 2
        FROM customer
        WHERE org_blind = ANY (:org_blinds::text[]) AND region = :suspect_region::text AND state <> 'ERASED'
        LIMIT 20)) AS m
    JOIN customer AS h ON h.id = m.id AND h.id <> :suspect_id::uuid AND h.kind = 'ORGANISATION'
    GROUP BY h.id
    ORDER BY min(m.rank), h.id
    LIMIT 5
), made AS (
    INSERT INTO duplicate (id, first_id, second_id, reason, found_at)
    SELECT gen_random_uuid(), least(id, :suspect_id::uuid), greatest(id, :suspect_id::uuid),
        CASE rank WHEN 1 THEN 'REGISTRATION_NUMBER' ELSE 'NAME_AND_REGION' END, :now::timestamptz
    FROM hits
    ON CONFLICT DO NOTHING
    RETURNING id, first_id, second_id, reason
)
SELECT hits.id AS customer_id, hits.kind, hits.name_masked, hits.owner_id, hits.tier,
    coalesce(starts_with(hits.owner_path, :scope_of_reading), false) AS in_scope, made.id AS duplicate_id, made.reason
FROM hits
LEFT JOIN made ON hits.id IN (made.first_id, made.second_id)
ORDER BY hits.rank, hits.id
