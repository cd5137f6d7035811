-- bind: subscription_id failed
UPDATE subscription
SET failures = CASE WHEN :failed::boolean THEN failures + 1 ELSE 0 END
WHERE id = :subscription_id::uuid AND (:failed::boolean OR failures > 0)
RETURNING failures
