-- The draft of this code, or the next version as a new one.
-- into: QaScorecard
WITH draft AS (
    UPDATE scorecard
    SET name = :name::text
    WHERE code = :code::text AND state = 'DRAFT'
    RETURNING code, version, state, name, published_at
),
fresh AS (
    INSERT INTO scorecard (code, version, state, name)
    SELECT :code::text, coalesce(max(version), 0) + 1, 'DRAFT', :name::text
    FROM scorecard
    WHERE code = :code::text
    HAVING count(*) FILTER (WHERE state = 'DRAFT') = 0
    RETURNING code, version, state, name, published_at
)
SELECT code, version, state, name, published_at
FROM draft
UNION ALL
SELECT code, version, state, name, published_at
FROM fresh
