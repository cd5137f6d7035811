-- bind: inbox_days
WITH old AS (
    SELECT id
    FROM notification
    WHERE due_at IS NULL AND created_at < :now::timestamptz - make_interval(days => :inbox_days::integer)
    ORDER BY created_at
    LIMIT 1000
), tried AS (
    DELETE FROM mail_attempt
    WHERE notification_id IN (SELECT id FROM old)
)
DELETE FROM notification
WHERE id IN (SELECT id FROM old)
