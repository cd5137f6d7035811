-- into: BackupRun
SELECT good.*
FROM (VALUES ('BACKUP'), ('DRILL')) AS wanted (kind)
CROSS JOIN LATERAL (
    SELECT id, kind, outcome, backup_id, started_at, ended_at, taken_at, bytes, sha256, tables, rows, differences, reason, detail,
        recorded_at
    FROM backup_run
    WHERE outcome = 'GOOD' AND backup_run.kind = wanted.kind
    ORDER BY ended_at DESC, id DESC
    LIMIT 1
) AS good
