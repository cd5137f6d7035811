-- Leads, their touches and assessments, the agents they go to, the rules in versions.

CREATE TABLE lead (
    id uuid PRIMARY KEY,
    state text NOT NULL,
    customer_id uuid,
    customer_known boolean NOT NULL DEFAULT false,
    kind text NOT NULL,
    phone_masked text,
    email_masked text,
    source_channel text NOT NULL,
    channel text NOT NULL,
    source text,
    campaign text,
    medium text,
    keyword text,
    referrer text,
    landing_page text,
    product text,
    interests text[] NOT NULL,
    natural_key text,
    bulk_id text,
    consent_text_version text,
    do_not_call boolean NOT NULL,
    do_not_email boolean NOT NULL,
    disposition text,
    attributes jsonb,
    duplicate_of uuid,
    score integer,
    intent text,
    grade text,
    priority integer NOT NULL DEFAULT 0,
    priority_reasons text[] NOT NULL,
    followup_points integer NOT NULL DEFAULT 0,
    screening_rule text,
    owner_id uuid,
    owner_path text NOT NULL COLLATE "C",
    owners integer NOT NULL DEFAULT 0,
    assignment_rule text,
    assignment_reason text,
    rule_version integer NOT NULL,
    captured_at timestamptz NOT NULL,
    assigned_at timestamptz,
    sla_due_at timestamptz,
    sla_breached boolean NOT NULL DEFAULT false,
    first_contacted_at timestamptz,
    last_contacted_at timestamptz,
    next_contact_at timestamptz,
    next_contact_channel text,
    attempts integer NOT NULL DEFAULT 0,
    touches integer NOT NULL,
    lost_reason text,
    opportunity_id uuid,
    recycle_at timestamptz,
    recycle_warned boolean NOT NULL DEFAULT false,
    pulled_at timestamptz,
    previous_owner_id uuid,
    released_at timestamptz,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX ON lead (natural_key) WHERE natural_key IS NOT NULL;
CREATE INDEX ON lead (priority DESC, id);
CREATE INDEX ON lead (captured_at DESC, id);
CREATE INDEX ON lead (owner_id, priority DESC) WHERE owner_id IS NOT NULL;
CREATE INDEX ON lead (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX ON lead (bulk_id) WHERE bulk_id IS NOT NULL;
CREATE INDEX ON lead (priority DESC, id) WHERE state = 'POOLED';
CREATE INDEX ON lead (sla_due_at) WHERE state = 'ASSIGNED' AND NOT sla_breached;
CREATE INDEX ON lead (recycle_at) WHERE state IN ('ASSIGNED', 'WORKING');

-- The columns of the message Lead, for every statement that reads one.
CREATE VIEW lead_row AS
SELECT id, state, customer_id, kind, phone_masked, email_masked, source_channel, channel, source, campaign, medium,
    keyword, referrer, landing_page, product, interests, natural_key, bulk_id, consent_text_version, do_not_call,
    do_not_email, disposition, duplicate_of, score, intent, grade, priority, priority_reasons, screening_rule, owner_id,
    owner_path, assignment_rule, assignment_reason, rule_version, captured_at, assigned_at, sla_due_at, sla_breached,
    first_contacted_at, last_contacted_at, next_contact_at, next_contact_channel, attempts, touches, lost_reason,
    opportunity_id, updated_at, version, recycle_at, recycle_warned, pulled_at, previous_owner_id, released_at, owners,
    followup_points, customer_known
FROM lead;

-- Touches after the first; the first is the lead itself, which never changes there.
CREATE TABLE lead_touch (
    lead_id uuid NOT NULL,
    seq integer NOT NULL,
    source_channel text NOT NULL,
    source text,
    campaign text,
    medium text,
    keyword text,
    referrer text,
    landing_page text,
    touched_at timestamptz NOT NULL,
    by_lead_id uuid NOT NULL,
    PRIMARY KEY (lead_id, seq)
);

CREATE TABLE assessment (
    lead_id uuid NOT NULL,
    seq integer NOT NULL,
    assessed_at timestamptz NOT NULL,
    cause text NOT NULL,
    score integer NOT NULL,
    grade text NOT NULL,
    rule_version integer NOT NULL,
    rules text[] NOT NULL,
    points integer[] NOT NULL,
    sentences text[] NOT NULL,
    PRIMARY KEY (lead_id, seq)
);

CREATE TABLE qualification (
    lead_id uuid PRIMARY KEY,
    urgency integer NOT NULL,
    purchasing_power integer NOT NULL,
    decision_authority integer NOT NULL,
    competition integer NOT NULL,
    urgency_evidence text NOT NULL,
    purchasing_power_evidence text NOT NULL,
    decision_authority_evidence text NOT NULL,
    competition_evidence text NOT NULL,
    qualified_by text NOT NULL,
    qualified_at timestamptz NOT NULL
);

-- One open lead per customer and product: whoever writes here first has it, the others are duplicates.
CREATE TABLE customer_slot (
    customer_id uuid NOT NULL,
    product text NOT NULL,
    open_lead_id uuid,
    PRIMARY KEY (customer_id, product)
) WITH (fillfactor = 80);

CREATE TABLE agent (
    user_id uuid PRIMARY KEY,
    path text NOT NULL COLLATE "C",
    team_path text NOT NULL COLLATE "C",
    state text NOT NULL,
    absent boolean NOT NULL DEFAULT false,
    roles text[] NOT NULL,
    capacity integer,
    weight integer NOT NULL DEFAULT 1,
    open_leads integer NOT NULL DEFAULT 0,
    last_turn bigint NOT NULL DEFAULT 0,
    pass bigint NOT NULL DEFAULT 0,
    claims_on date,
    claims_today integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE lost_reason (
    code text PRIMARY KEY,
    sentence text NOT NULL
);
INSERT INTO lost_reason (code, sentence) VALUES
    ('NEED_MISMATCH', 'What is needed is not what we offer'),
    ('PRICE', 'The price'),
    ('COMPETITOR', 'A competitor was chosen'),
    ('NO_BUDGET', 'There is no budget'),
    ('NO_DECISION', 'Nobody decides'),
    ('TIMING', 'Not now'),
    ('UNREACHABLE', 'Nobody can be reached'),
    ('COMPLIANCE', 'We may not'),
    ('INVALID', 'Not a real inquiry');

CREATE TABLE rule_set (
    version integer PRIMARY KEY,
    state text NOT NULL,
    note text,
    published_by text NOT NULL,
    published_at timestamptz NOT NULL,
    claims_per_day integer NOT NULL,
    cooldown_days integer NOT NULL,
    recycle_days integer NOT NULL,
    recycle_warn_days integer NOT NULL,
    qualify_min_total integer NOT NULL,
    conversion_timeout_minutes integer NOT NULL,
    default_capacity integer NOT NULL,
    intent_step integer NOT NULL,
    CONSTRAINT rule_set_one_active EXCLUDE USING btree (state WITH =) WHERE (state = 'ACTIVE') DEFERRABLE
);

CREATE TABLE screening_rule (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    field text,
    op text NOT NULL,
    value text,
    verdict text NOT NULL,
    reason text,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE score_rule (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    field text,
    op text NOT NULL,
    value text,
    points integer NOT NULL,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE grade_band (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    grade text NOT NULL,
    min_score integer NOT NULL,
    intent text NOT NULL,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE priority_rule (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    field text,
    op text NOT NULL,
    value text,
    points integer NOT NULL,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE assignment_rule (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    field text,
    op text NOT NULL,
    value text,
    strategy text NOT NULL,
    team_path text,
    role text,
    sticky boolean,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE response_deadline (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    field text,
    op text NOT NULL,
    value text,
    minutes integer NOT NULL,
    PRIMARY KEY (rules_version, seq)
);

CREATE TABLE cadence_rule (
    rules_version integer NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    urgency text,
    intent text,
    cycle text,
    days integer NOT NULL,
    channel text NOT NULL,
    call_every integer,
    PRIMARY KEY (rules_version, seq)
);

-- The clocks that come back by themselves.
INSERT INTO job (kind, dedupe, due_at, payload) VALUES
    ('sla_breach', 'clock', now(), ''),
    ('recycle', 'clock', now(), '');
