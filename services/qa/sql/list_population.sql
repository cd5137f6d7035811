-- bind: team_path agent_ids channels directions min_talk_s from until row_limit
SELECT call_id, agent_id
FROM recording
WHERE state IN ('STORED', 'HELD')
  AND starts_with(owner_path, :team_path::text)
  AND answered_at >= :from::timestamptz
  AND answered_at < :until::timestamptz
  AND (cardinality(:agent_ids::text[]) = 0 OR agent_id = ANY (:agent_ids::text[]))
  AND (cardinality(:channels::text[]) = 0 OR channel = ANY (:channels::text[]))
  AND (cardinality(:directions::text[]) = 0 OR direction = ANY (:directions::text[]))
  AND coalesce(talk_s, 0) >= :min_talk_s::integer
LIMIT :row_limit::bigint
