-- bind: verb subject_type subject_id detail
INSERT INTO audit (at, actor, verb, subject_type, subject_id, detail)
VALUES (:now, :actor, :verb, :subject_type, :subject_id, :detail)
