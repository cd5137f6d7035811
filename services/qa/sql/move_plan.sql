-- bind: drawn_until
UPDATE sampling_plan
SET drawn_until = :drawn_until::timestamptz
WHERE id = :plan_id::uuid
