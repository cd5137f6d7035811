-- bind: event_id event_type event_agg_id event_owner_path body traceparent
WITH matched AS (
    SELECT id
    FROM subscription
    WHERE state <> 'DISABLED' AND starts_with(:event_owner_path::text, path_prefix)
      AND EXISTS (
          SELECT FROM unnest(types) AS wanted (pattern)
          WHERE pattern IN ('*', :event_type::text)
             OR (right(pattern, 2) = '.*' AND starts_with(:event_type::text, left(pattern, -1))))
    FOR SHARE
), kept AS (
    INSERT INTO webhook_body (event_id, event_type, agg_id, body, traceparent, made_at)
    SELECT
        :event_id::uuid, :event_type::text, :event_agg_id::uuid, :body::bytea, :traceparent::text, :now::timestamptz
    WHERE EXISTS (SELECT FROM matched)
    ON CONFLICT (event_id) DO NOTHING
)
INSERT INTO delivery (subscription_id, event_id, event_type, agg_id, created_at, due_at)
SELECT id, :event_id::uuid, :event_type::text, :event_agg_id::uuid, :now::timestamptz, :now::timestamptz
FROM matched
ON CONFLICT (subscription_id, event_id) DO NOTHING
