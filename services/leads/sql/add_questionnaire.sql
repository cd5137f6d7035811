-- into: Questionnaire
INSERT INTO questionnaire (code, number, title, created_by, created_at)
SELECT :code::text, coalesce(max(number), 0) + 1, :title::text, :actor::text, :now::timestamptz
FROM questionnaire
WHERE code = :code::text
RETURNING code, number, title, created_at
