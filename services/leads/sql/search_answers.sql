-- bind: terms hits zone
-- into: Script
-- By the index script_terms: every term must be there. The text around is read for what is shown only.
WITH found AS (
    SELECT id, title_terms @> :terms::text[] AS in_title, uses
    FROM script
    WHERE state = 'PUBLISHED' AND terms @> :terms::text[]
        AND CASE WHEN cardinality(:kinds::text[]) = 0 THEN kind = 'ANSWER' ELSE kind = ANY (:kinds::text[]) END
        AND (product IS NULL OR :product::text IS NULL OR lower(product) = lower(:product::text))
        AND coalesce(valid_from, '-infinity') <= (:now::timestamptz AT TIME ZONE :zone::text)::date
        AND coalesce(valid_until, 'infinity') >= (:now::timestamptz AT TIME ZONE :zone::text)::date
    ORDER BY in_title DESC, uses DESC, id
    LIMIT :hits::bigint
)
SELECT s.*
FROM found AS f
JOIN script_row AS s ON s.id = f.id
ORDER BY f.in_title DESC, f.uses DESC, f.id
