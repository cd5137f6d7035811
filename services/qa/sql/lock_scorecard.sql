-- into: QaScorecard
-- bind: code version
SELECT code, version, state, name, published_at
FROM scorecard
WHERE code = :code::text AND version = :version::integer
FOR UPDATE
