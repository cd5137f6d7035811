-- into: QaScorecard
-- bind: code
SELECT code, version, state, name, published_at
FROM scorecard
WHERE code = :code::text AND state = 'PUBLISHED'
