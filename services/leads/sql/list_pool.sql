-- bind: after_number after_id row_limit cooldown_days
-- into: Lead
-- One CASE around all that is optional, since the planner takes half of the rows to fit a CASE. Guessing seven conditions one
-- by one it takes it that hardly a row fits, and reads and sorts the whole pool: 2.9 s among 300,000 leads, 0.3 ms with it.
-- With a product list_pool_of_product.sql is asked. One statement with the product optional would have one plan for both,
-- through lead_best_pooled: 4 s to find fifteen of a rare product, 0.1 ms through its own index.
SELECT *
FROM lead_row
WHERE state = 'POOLED'
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
