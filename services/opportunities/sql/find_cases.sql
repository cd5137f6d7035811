-- The latest revisions of those named that may be attached.
-- into: ReferenceCase
SELECT code, revision, title, industry, product_codes, summary, active, put_by, put_at
FROM (
    SELECT DISTINCT ON (code) *
    FROM reference_case
    WHERE code = ANY (:case_codes::text[])
    ORDER BY code, revision DESC
) AS latest
WHERE active
ORDER BY code
