-- bind: delivery_days
DELETE FROM webhook_body
WHERE event_id IN (
    SELECT b.event_id
    FROM webhook_body AS b
    WHERE b.made_at < :now::timestamptz - make_interval(days => :delivery_days::integer)
      AND NOT EXISTS (SELECT FROM delivery AS d WHERE d.event_id = b.event_id)
    LIMIT 1000)
