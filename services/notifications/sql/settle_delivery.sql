-- bind: delivery_id fence to_state due_at status problem
UPDATE delivery
SET state = :to_state::text, due_at = :due_at::timestamptz, leased_until = NULL, last_status = :status::integer,
    last_problem = :problem::text,
    delivered_at = CASE WHEN :to_state::text = 'DELIVERED' THEN :now::timestamptz END
WHERE id = :delivery_id::uuid AND attempts_ever = :fence::integer AND state = 'SENDING'
RETURNING id, event_id, event_type, attempts, is_verification
