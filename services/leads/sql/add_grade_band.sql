-- bind: rules_version seq grade min_score intent
INSERT INTO grade_band (rules_version, seq, grade, min_score, intent)
VALUES (:rules_version::integer, :seq::integer, :grade::text, :min_score::integer, :intent::text)
