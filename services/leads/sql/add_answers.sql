-- bind: lead_id questionnaire number choices points
-- Returns what the same questionnaire had added before.
WITH before AS (
    SELECT points
    FROM questionnaire_answer
    WHERE lead_id = :lead_id::uuid AND questionnaire = :questionnaire::text
    ORDER BY id DESC
    LIMIT 1
), added AS (
    INSERT INTO questionnaire_answer (lead_id, questionnaire, number, choices, points, answered_by, answered_at)
    VALUES (:lead_id::uuid, :questionnaire::text, :number::integer, :choices::text[], :points::integer, :actor::text,
        :now::timestamptz)
)
SELECT coalesce((SELECT points FROM before), 0) AS points_before
