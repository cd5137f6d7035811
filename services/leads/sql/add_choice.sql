-- bind: questionnaire number seq question question_text choice choice_text points interest
INSERT INTO question_choice (questionnaire, number, seq, question, question_text, choice, choice_text, points, interest)
VALUES (:questionnaire::text, :number::integer, :seq::integer, :question::text, :question_text::text, :choice::text,
    :choice_text::text, :points::integer, :interest::text)
