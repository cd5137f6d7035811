-- bind: code
-- into: Questionnaire
SELECT code, number, title, created_at
FROM questionnaire
WHERE code = :code::text
ORDER BY number DESC
LIMIT 1
