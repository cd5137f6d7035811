-- into: Notification
-- bind: after_at after_id row_limit channel_word
SELECT
    id, recipient_id, channel, state, rule, topic, urgency, event_id, event_type, subject_type, subject_id, title, body,
    reason, attempts, created_at, due_at, sent_at, read_at
FROM notification
WHERE recipient_id = :actor::uuid AND channel = coalesce(:channel_word::text, 'IN_APP')
  AND (channel <> 'IN_APP' OR state <> 'SUPPRESSED')
  AND (:topic::text IS NULL OR topic = :topic::text)
  AND (NOT coalesce(:unread_only::boolean, false) OR state = 'SENT')
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
