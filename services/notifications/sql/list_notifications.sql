-- bind: before_seq row_limit channel_word
SELECT
    seq, id, recipient_id, channel, state, rule, topic, urgency, event_id, event_type, subject_type, subject_id, title, body,
    reason, attempts, created_at, due_at, sent_at, read_at
FROM notification
WHERE recipient_id = :actor::uuid AND channel = coalesce(:channel_word::text, 'IN_APP')
  AND (channel <> 'IN_APP' OR state <> 'SUPPRESSED')
  AND (:topic::text IS NULL OR topic = :topic::text)
  AND (NOT coalesce(:unread_only::boolean, false) OR state = 'SENT')
  AND (:before_seq::bigint IS NULL OR seq < :before_seq::bigint)
ORDER BY seq DESC
LIMIT :row_limit::bigint
