-- bind: id team max_attempts retry_minutes retry_dispositions retry_after
-- into: DialList
INSERT INTO dial_list (id, name, state, owner_id, team_path, max_attempts, retry_minutes, retry_dispositions,
    retry_after, created_at)
VALUES (:id::uuid, :name::text, 'DRAFT', :actor::text, :team::text, :max_attempts::integer, :retry_minutes::integer,
    :retry_dispositions::text[], :retry_after::text[]::integer[], :now::timestamptz)
RETURNING id, name, state, owner_id, team_path, max_attempts, retry_minutes, created_at, started_at, finished_at, version
