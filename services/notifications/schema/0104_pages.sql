-- Lists go by time and id, as everywhere; a webhook carries the trace of its event; what is old is found by its age.
ALTER TABLE webhook_body ADD COLUMN traceparent text;

DROP INDEX notification_recipient_id_channel_seq_idx;
DROP INDEX delivery_subscription_id_seq_idx;
CREATE INDEX ON notification (recipient_id, channel, created_at DESC, id DESC);
CREATE INDEX ON delivery (subscription_id, created_at DESC, id DESC);
CREATE INDEX delivery_ended ON delivery (created_at) WHERE due_at IS NULL;
CREATE INDEX notification_old ON notification (created_at);

-- job/tidy.c comes back by itself.
INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('tidy', 'tidy', now(), '');
