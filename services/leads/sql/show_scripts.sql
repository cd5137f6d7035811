-- bind: product stage zone
-- into: Script
SELECT *
FROM script_row
WHERE state = 'PUBLISHED'
    AND CASE WHEN cardinality(:kinds::text[]) = 0 THEN kind <> 'ANSWER' ELSE kind = ANY (:kinds::text[]) END
    AND (product IS NULL OR lower(product) = lower(:product::text))
    AND (stage IS NULL OR stage = :stage::text)
    AND (segment IS NULL OR segment = :segment::text)
    AND coalesce(valid_from, '-infinity') <= (:now::timestamptz AT TIME ZONE :zone::text)::date
    AND coalesce(valid_until, 'infinity') >= (:now::timestamptz AT TIME ZONE :zone::text)::date
ORDER BY array_position(ARRAY['OPENING', 'PRODUCT_PITCH', 'OBJECTION_HANDLING', 'CLOSING', 'ANSWER'], kind),
    num_nulls(product, stage, segment), uses DESC, code
LIMIT 100
