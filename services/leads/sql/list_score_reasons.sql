-- into: LeadScoreReason
SELECT r.rule, r.points, r.sentence
FROM (
    SELECT rules, points, sentences
    FROM assessment
    WHERE lead_id = :lead_id::uuid
    ORDER BY seq DESC
    LIMIT 1
) AS last, unnest(last.rules, last.points, last.sentences) AS r (rule, points, sentence)
