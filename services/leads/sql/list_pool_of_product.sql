-- bind: after_number after_id row_limit cooldown_days
-- into: Lead
-- list_pool.sql with a product; there is why.
SELECT *
FROM lead_row
WHERE state = 'POOLED' AND product = :product::text
    AND CASE WHEN (starts_with(owner_path, :scope::text) OR owner_path = '/')
        AND (cardinality(:grades::text[]) = 0 OR grade = ANY (:grades::text[]))
        AND (:source_channel::text IS NULL OR source_channel = :source_channel::text)
        AND (:campaign::text IS NULL OR campaign = :campaign::text)
        AND (:team_path::text IS NULL OR owner_path = :team_path::text)
        AND (:claimable::boolean IS NOT TRUE OR previous_owner_id IS NULL OR previous_owner_id::text <> :actor::text
            OR released_at <= :now::timestamptz - :cooldown_days::bigint * interval '1 day') THEN true ELSE false END
    AND -priority <= coalesce(-:min_priority::bigint, 2147483647)
    AND (-priority, id) > (coalesce(:after_number::bigint, -2147483648),
        coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY -priority, id
LIMIT :row_limit::bigint
