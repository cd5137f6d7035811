-- bind: states grades source_channel campaign product source filter_bulk captured_since captured_until min_priority
-- bind: filter_owner not_contacted_since customer_ids row_limit
-- Which leads a filter finds, best first; those of customers that it names by their index. All are looked at and then
-- sorted: walking through them in order would be over at once for what most leads have, but take ten times as long for what
-- few have.
SELECT id
FROM (
    SELECT * FROM lead WHERE cardinality(coalesce(:customer_ids::text[], '{}')) = 0
    UNION ALL
    SELECT * FROM lead WHERE customer_id = ANY (:customer_ids::text[]::uuid[])
) AS lead
WHERE (starts_with(owner_path, :scope::text) OR owner_path = '/')
    AND CASE WHEN cardinality(coalesce(:states::text[], '{}')) = 0
        THEN state IN ('UNASSIGNED', 'ASSIGNED', 'POOLED', 'WORKING', 'NURTURING') ELSE state = ANY (:states::text[]) END
    AND (cardinality(coalesce(:grades::text[], '{}')) = 0 OR grade = ANY (:grades::text[]))
    AND (:source_channel::text IS NULL OR source_channel = :source_channel::text)
    AND (:campaign::text IS NULL OR campaign = :campaign::text)
    AND (:product::text IS NULL OR product = :product::text)
    AND (:source::text IS NULL OR source = :source::text)
    AND (:filter_bulk::text IS NULL OR bulk_id = :filter_bulk::text)
    AND (:captured_since::timestamptz IS NULL OR captured_at >= :captured_since::timestamptz)
    AND (:captured_until::timestamptz IS NULL OR captured_at < :captured_until::timestamptz)
    AND (:min_priority::integer IS NULL OR priority >= :min_priority::integer)
    AND (:filter_owner::uuid IS NULL OR owner_id = :filter_owner::uuid)
    AND (:not_contacted_since::timestamptz IS NULL OR coalesce(last_contacted_at, '-infinity') < :not_contacted_since::timestamptz)
ORDER BY -priority, id
LIMIT :row_limit::bigint
