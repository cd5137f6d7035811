-- into: BackupRun
-- bind: after_at after_id row_limit
SELECT id, kind, outcome, backup_id, started_at, ended_at, taken_at, bytes, sha256, tables, rows, differences, reason, detail,
    recorded_at
FROM backup_run
WHERE (:after_id::uuid IS NULL OR (ended_at, id) < (:after_at::timestamptz, :after_id::uuid))
    AND (:kind::text IS NULL OR kind = :kind)
ORDER BY ended_at DESC, id DESC
LIMIT :row_limit::bigint
