-- into: QaScorecard
SELECT code, version, state, name, published_at
FROM scorecard
WHERE :code::text IS NULL OR code = :code::text
ORDER BY code, version DESC
