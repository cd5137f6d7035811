-- bind: notification_id fence began_at took_ms status problem
INSERT INTO mail_attempt (notification_id, nth, at, took_ms, status, problem)
VALUES (
    :notification_id::uuid, :fence::integer, :began_at::timestamptz, :took_ms::integer, :status::integer,
    :problem::text)
ON CONFLICT (notification_id, nth) DO NOTHING
