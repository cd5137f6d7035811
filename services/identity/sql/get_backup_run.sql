-- into: BackupRun
SELECT id, kind, outcome, backup_id, started_at, ended_at, taken_at, bytes, sha256, tables, rows, differences, reason, detail,
    recorded_at
FROM backup_run
WHERE id = :id::uuid
