-- into: AuditEntry
-- bind: after_at after_id row_limit
SELECT id, at, actor, verb, subject_type, subject_id, detail
FROM audit
WHERE (:after_id::uuid IS NULL OR (at, id) < (:after_at::timestamptz, :after_id::uuid))
    AND (:subject_id::text IS NULL OR subject_id = :subject_id)
    AND (:actor::text IS NULL OR actor = :actor)
    AND (:verb::text IS NULL OR verb = :verb)
ORDER BY at DESC, id DESC
LIMIT :row_limit::bigint
