-- bind: delivery_days
WITH old AS (
    SELECT id, event_id
    FROM delivery
    WHERE due_at IS NULL AND created_at < :now::timestamptz - make_interval(days => :delivery_days::integer)
    ORDER BY created_at
    LIMIT 1000
), tried AS (
    DELETE FROM webhook_attempt
    WHERE delivery_id IN (SELECT id FROM old)
)
DELETE FROM delivery
WHERE id IN (SELECT id FROM old)
