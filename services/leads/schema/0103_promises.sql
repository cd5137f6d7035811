-- Callbacks, follow-up plans, what follow-ups propose, escalation of late first contacts.

ALTER TABLE lead
    ADD COLUMN proposed_step text,
    ADD COLUMN answer_points integer NOT NULL DEFAULT 0,
    ADD COLUMN escalated_for timestamptz;
CREATE INDEX ON lead (sla_due_at)
    WHERE state = 'ASSIGNED' AND sla_breached AND escalated_for IS DISTINCT FROM sla_due_at;
CREATE INDEX ON lead (owner_id, next_contact_at) WHERE state IN ('WORKING', 'QUALIFIED', 'NURTURING');

CREATE OR REPLACE VIEW lead_row AS
SELECT id, state, customer_id, kind, phone_masked, email_masked, source_channel, channel, source, campaign, medium,
    keyword, referrer, landing_page, product, interests, natural_key, bulk_id, consent_text_version, do_not_call,
    do_not_email, disposition, duplicate_of, score, intent, grade, priority, priority_reasons, screening_rule, owner_id,
    owner_path, assignment_rule, assignment_reason, rule_version, captured_at, assigned_at, sla_due_at, sla_breached,
    first_contacted_at, last_contacted_at, next_contact_at, next_contact_channel, attempts, touches, lost_reason,
    opportunity_id, updated_at, version, recycle_at, recycle_warned, pulled_at, previous_owner_id, released_at, owners,
    followup_points, customer_known, proposed_step, answer_points
FROM lead;

ALTER TABLE rule_set
    ADD COLUMN urgent_priority integer NOT NULL DEFAULT 700,
    ADD COLUMN escalate_minutes integer NOT NULL DEFAULT 60,
    ADD COLUMN callback_remind_minutes integer NOT NULL DEFAULT 10,
    ADD COLUMN callback_grace_minutes integer NOT NULL DEFAULT 15;

ALTER TABLE response_deadline
    ADD COLUMN grade text,
    ADD COLUMN source_channel text;

CREATE TABLE callback (
    id uuid PRIMARY KEY,
    lead_id uuid NOT NULL,
    customer_id uuid,
    state text NOT NULL,
    reach text NOT NULL,
    owner_id text,
    owner_path text NOT NULL COLLATE "C",
    promised_at timestamptz NOT NULL,
    zone text NOT NULL,
    remind_at timestamptz NOT NULL,
    overdue_at timestamptz NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by text,
    call_id uuid,
    version bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 80);
CREATE INDEX ON callback (lead_id);
CREATE INDEX ON callback (owner_id, promised_at) WHERE state IN ('SCHEDULED', 'DUE', 'MISSED');
CREATE INDEX ON callback (promised_at, id) WHERE state IN ('SCHEDULED', 'DUE', 'MISSED') AND owner_id IS NULL;
CREATE INDEX ON callback (promised_at, id);

-- The columns of the message Callback.
CREATE VIEW callback_row AS
SELECT id, lead_id, customer_id, state, reach, owner_id, owner_path, promised_at, zone,
    to_char(promised_at AT TIME ZONE zone, 'YYYY-MM-DD"T"HH24:MI') AS promised_local, remind_at, overdue_at, created_by,
    created_at, done_at, done_by, call_id, version
FROM callback;

CREATE TABLE follow_up_plan (
    id uuid PRIMARY KEY,
    lead_id uuid NOT NULL,
    state text NOT NULL,
    rule_version integer NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX follow_up_plan_one_active ON follow_up_plan (lead_id) WHERE state = 'ACTIVE';
CREATE INDEX ON follow_up_plan (lead_id, made_at DESC);

CREATE TABLE follow_up_step (
    plan_id uuid NOT NULL,
    seq integer NOT NULL,
    due_at timestamptz NOT NULL,
    channel text NOT NULL,
    script text,
    goal text,
    done_at timestamptz,
    ref_id uuid,
    PRIMARY KEY (plan_id, seq)
);
