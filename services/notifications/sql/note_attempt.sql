-- bind: delivery_id fence began_at took_ms status problem
INSERT INTO webhook_attempt (delivery_id, nth, at, took_ms, status, problem)
VALUES (
    :delivery_id::uuid, :fence::integer, :began_at::timestamptz, :took_ms::integer, :status::integer, :problem::text)
ON CONFLICT (delivery_id, nth) DO NOTHING
