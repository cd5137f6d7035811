-- bind: id recipient_id recipient_path channel_word state rule topic urgency event_id event_type subject_type subject_id
-- bind: title body reason due_at
INSERT INTO notification (
    id, recipient_id, owner_path, channel, state, rule, topic, urgency, event_id, event_type, subject_type, subject_id,
    title, body, reason, created_at, due_at, sent_at)
VALUES (
    :id::uuid, :recipient_id::uuid, :recipient_path::text, :channel_word::text, :state::text, :rule::text, :topic::text,
    :urgency::text, :event_id::uuid, :event_type::text, :subject_type::text, :subject_id::uuid, :title::text,
    :body::text, :reason::text, :now::timestamptz, :due_at::timestamptz,
    CASE WHEN :state::text = 'SENT' THEN :now::timestamptz END)
ON CONFLICT (event_id, rule, recipient_id, channel) DO NOTHING
RETURNING id
