-- bind: clock_id clock_due last_activity_at zone
UPDATE opportunity
SET stall_due_on = :clock_due::date,
    stalled_at = CASE WHEN :clock_due::date < (:now::timestamptz AT TIME ZONE :zone::text)::date THEN stalled_at END,
    last_activity_at = :last_activity_at::timestamptz
WHERE id = :clock_id::uuid
RETURNING stalled_at
