-- bind: code number
SELECT question, question_text, choice, choice_text, points, interest
FROM question_choice
WHERE questionnaire = :code::text AND number = :number::bigint
ORDER BY seq
