-- bind: proposal_version
-- into: ReferenceCase
SELECT c.code, c.revision, c.title, c.industry, c.product_codes, c.summary, c.active, c.put_by, c.put_at
FROM proposal_case p
JOIN reference_case c ON c.code = p.code AND c.revision = p.revision
WHERE p.opportunity_id = :id::uuid AND p.version = :proposal_version::integer
ORDER BY c.code
