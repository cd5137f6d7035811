-- What people were told. An event tells a user once by one rule and one channel.

CREATE TABLE notification (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    recipient_id uuid NOT NULL,
    owner_path text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    rule text NOT NULL,
    topic text NOT NULL,
    urgency text NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    due_at timestamptz,
    leased_until timestamptz,
    sent_at timestamptz,
    read_at timestamptz,
    UNIQUE (event_id, rule, recipient_id, channel)
);
CREATE INDEX ON notification (recipient_id, channel, seq DESC);
CREATE INDEX notification_unread ON notification (recipient_id, seq) WHERE state = 'SENT' AND channel = 'IN_APP';
CREATE INDEX notification_due ON notification (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE mail_attempt (
    notification_id uuid NOT NULL REFERENCES notification,
    nth integer NOT NULL,
    at timestamptz NOT NULL,
    took_ms integer NOT NULL,
    status integer NOT NULL,
    problem text,
    PRIMARY KEY (notification_id, nth)
);
