-- bind: subscription_id
UPDATE delivery
SET state = 'CANCELLED', due_at = NULL, leased_until = NULL
WHERE subscription_id = :subscription_id::uuid AND due_at IS NOT NULL
