-- into: BackupRun
INSERT INTO backup_run (id, kind, outcome, backup_id, started_at, ended_at, taken_at, bytes, sha256, tables, rows, differences,
    reason, detail, recorded_at, actor)
VALUES (:id::uuid, :kind::text, :outcome::text, :backup_id::uuid, :started_at::timestamptz, :ended_at::timestamptz,
    :taken_at::timestamptz, :bytes::bigint, :sha256::text, :tables::integer, :rows::bigint, :differences::integer,
    :reason::text, :detail::text, :now::timestamptz, :actor::text)
ON CONFLICT (id) DO NOTHING
RETURNING id, kind, outcome, backup_id, started_at, ended_at, taken_at, bytes, sha256, tables, rows, differences, reason, detail,
    recorded_at
