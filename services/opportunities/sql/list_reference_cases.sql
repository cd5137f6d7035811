-- into: ReferenceCase
-- bind: after_code row_limit
SELECT code, revision, title, industry, product_codes, summary, active, put_by, put_at
FROM (
    SELECT DISTINCT ON (code) *
    FROM reference_case
    WHERE :after_code::text IS NULL OR code > :after_code::text
    ORDER BY code, revision DESC
) AS latest
WHERE (active OR coalesce(:retired::boolean, false))
  AND (:industry::text IS NULL OR industry IS NULL OR industry = :industry::text)
  AND (:product_code::text IS NULL OR :product_code::text = ANY (product_codes))
ORDER BY code
LIMIT :row_limit::bigint
