-- bind: notification_id fence to_state due_at reason
UPDATE notification
SET state = :to_state::text, due_at = :due_at::timestamptz, leased_until = NULL, reason = :reason::text,
    sent_at = CASE WHEN :to_state::text = 'SENT' THEN :now::timestamptz END
WHERE id = :notification_id::uuid AND attempts = :fence::integer AND state = 'SENDING'
RETURNING id, recipient_id, channel, state, rule, topic, event_id, reason, attempts, owner_path
