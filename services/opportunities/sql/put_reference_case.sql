-- into: ReferenceCase
INSERT INTO reference_case (code, revision, title, industry, product_codes, summary, active, put_by, put_at)
SELECT
    :code::text, 1 + coalesce(max(revision), 0), :title::text, :industry::text,
    coalesce(:product_codes::text[], '{}'), :summary::text, coalesce(:active::boolean, true), :actor::text,
    :now::timestamptz
FROM reference_case
WHERE code = :code::text
RETURNING code, revision, title, industry, product_codes, summary, active, put_by, put_at
