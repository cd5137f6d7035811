-- bind: subscription_id
UPDATE delivery
SET due_at = :now::timestamptz
WHERE subscription_id = :subscription_id::uuid AND due_at IS NOT NULL
RETURNING id
