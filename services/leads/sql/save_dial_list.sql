-- bind: id state started_at finished_at version
UPDATE dial_list
SET state = :state::text, started_at = :started_at::timestamptz, finished_at = :finished_at::timestamptz,
    version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
