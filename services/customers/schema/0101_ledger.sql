-- Calls, activities and needs; and who looked at what.

CREATE TABLE call (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_point_id uuid NOT NULL REFERENCES contact_point (id),
    lead_id uuid,
    opportunity_id uuid,
    direction text NOT NULL CHECK (direction IN ('OUTBOUND', 'INBOUND')),
    state text NOT NULL,
    purpose text NOT NULL,
    campaign text,
    agent_id text NOT NULL,
    channel text NOT NULL,
    decision_reasons text[] NOT NULL,
    decision_permission text NOT NULL,
    decision_policy text NOT NULL,
    decision_policy_version bigint NOT NULL,
    decision_local_time text NOT NULL,
    decision_attempts integer NOT NULL,
    requested_at timestamptz NOT NULL,
    dialled_at timestamptz,
    ringing_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    wrapped_at timestamptz,
    end_cause text,
    disposition text,
    script_version text,
    note_sealed bytea,
    recording_ref text,
    auto_wrapped boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON call (customer_id, requested_at, id);
CREATE INDEX ON call (contact_point_id, requested_at);

-- Append-only: a plan that is done and a record that is corrected are further versions.
CREATE TABLE activity (
    id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN ('PLANNED', 'DONE', 'CANCELLED', 'NO_SHOW')),
    customer_id uuid NOT NULL REFERENCES customer (id),
    lead_id uuid,
    opportunity_id uuid,
    contract_id uuid,
    case_id uuid,
    call_id uuid REFERENCES call (id),
    at timestamptz NOT NULL,
    target_contact_ids uuid[] NOT NULL,
    purchase_stage text,
    type text NOT NULL,
    effect_level integer NOT NULL CHECK (effect_level BETWEEN 0 AND 4),
    two_way boolean NOT NULL,
    need_sealed bytea,
    concern_sealed bytea,
    feedback_sealed bytea,
    note_sealed bytea,
    next_contact_at timestamptz,
    channel text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX ON activity (customer_id, at, id);

CREATE TABLE activity_participant (
    activity_id uuid NOT NULL,
    activity_version integer NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    PRIMARY KEY (activity_id, activity_version, user_id),
    FOREIGN KEY (activity_id, activity_version) REFERENCES activity (id, version)
);

CREATE TABLE activity_cost (
    activity_id uuid NOT NULL,
    activity_version integer NOT NULL,
    nth integer NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    PRIMARY KEY (activity_id, activity_version, nth),
    FOREIGN KEY (activity_id, activity_version) REFERENCES activity (id, version)
);

CREATE TABLE need (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    state text NOT NULL DEFAULT 'RAISED' CHECK (state IN ('RAISED', 'CONFIRMED', 'ADDRESSED', 'DROPPED')),
    lead_id uuid,
    opportunity_id uuid,
    activity_id uuid,
    pain_sealed bytea,
    requirement_sealed bytea,
    desired_solution_sealed bytea,
    current_system_sealed bytea,
    depth integer NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    raised_by text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON need (customer_id);

-- Insert-only: each unsealed field.
CREATE TABLE reveal_audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    customer_id uuid NOT NULL,
    field text NOT NULL,
    target_id uuid,
    reason text NOT NULL
);
CREATE INDEX ON reveal_audit (customer_id, at);
CREATE INDEX ON reveal_audit (actor, at);

-- Insert-only: each search, without what was searched for.
CREATE TABLE search_audit (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    criterion text NOT NULL,
    hits integer NOT NULL
);
CREATE INDEX ON search_audit (actor, at);
