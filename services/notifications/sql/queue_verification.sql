-- bind: subscription_id event_id body
WITH kept AS (
    INSERT INTO webhook_body (event_id, event_type, agg_id, body, made_at)
    VALUES (:event_id::uuid, 'subscription.verification', :subscription_id::uuid, :body::bytea, :now::timestamptz)
)
INSERT INTO delivery (subscription_id, event_id, event_type, agg_id, is_verification, created_at, due_at)
VALUES (
    :subscription_id::uuid, :event_id::uuid, 'subscription.verification', :subscription_id::uuid, true,
    :now::timestamptz, :now::timestamptz)
