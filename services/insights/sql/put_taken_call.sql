-- bind: event_at
WITH it AS (
    SELECT :call_id::uuid AS id, coalesce(:at::timestamptz, :event_at::timestamptz) AS taken_at
), given AS (
    UPDATE call_fact SET given_at = taken_at FROM it WHERE call_id = it.id AND given_at IS NULL
), passed_on AS (
    UPDATE call_taken SET until = taken_at FROM it WHERE call_id = it.id AND until IS NULL
)
INSERT INTO call_taken (call_id, since, agent_id)
SELECT id, taken_at, :agent_id::text
FROM it
ON CONFLICT (call_id, since) DO NOTHING
