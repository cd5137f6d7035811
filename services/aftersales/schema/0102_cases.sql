-- Complaints, service requests and delivery issues, their clocks, and preventive actions. What people wrote is sealed.

CREATE SEQUENCE case_number;

CREATE TABLE severity_class (
    severity text PRIMARY KEY,
    ack_minutes integer NOT NULL CHECK (ack_minutes > 0),
    first_response_minutes integer NOT NULL CHECK (first_response_minutes > 0),
    resolve_minutes integer NOT NULL CHECK (resolve_minutes > 0),
    playbook text NOT NULL,
    escalates boolean NOT NULL,
    rank integer NOT NULL UNIQUE
);
INSERT INTO severity_class VALUES
    ('CRITICAL', 15, 60, 1440, 'emergency', true, 1),
    ('MAJOR', 60, 480, 4320, 'standard', false, 2),
    ('MINOR', 240, 1440, 14400, 'standard', false, 3);

CREATE TABLE case_file (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    number text NOT NULL UNIQUE,
    kind text NOT NULL,
    severity text NOT NULL REFERENCES severity_class,
    state text NOT NULL,
    channel text NOT NULL,
    customer_id uuid NOT NULL,
    contract_id uuid,
    plan_id uuid REFERENCES delivery_plan,
    product text,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    received_by text NOT NULL,
    handler_id text,
    playbook text NOT NULL,
    text text NOT NULL,
    finding text,
    proposal text,
    feedback text,
    satisfied boolean,
    reason text,
    root_cause text,
    escalations integer NOT NULL DEFAULT 0,
    reopenings integer NOT NULL DEFAULT 0,
    received_at timestamptz NOT NULL,
    resolved_at timestamptz,
    closed_at timestamptz,
    waiting_since timestamptz,
    waiting_from text
);
CREATE INDEX ON case_file (received_at DESC, id DESC);
CREATE INDEX ON case_file (customer_id);
CREATE INDEX ON case_file (handler_id);
CREATE INDEX ON case_file (owner_path text_pattern_ops, received_at DESC);

CREATE TABLE case_clock (
    case_id uuid NOT NULL REFERENCES case_file,
    name text NOT NULL,
    due_at timestamptz NOT NULL,
    met_at timestamptz,
    breached boolean NOT NULL DEFAULT false,
    PRIMARY KEY (case_id, name)
);

CREATE TABLE case_evidence (
    case_id uuid NOT NULL REFERENCES case_file,
    kind text NOT NULL,
    ref uuid NOT NULL,
    added_by text NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, kind, ref)
);

CREATE TABLE preventive_action (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    case_id uuid NOT NULL REFERENCES case_file,
    cause text NOT NULL,
    measure text NOT NULL,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    due_on date NOT NULL,
    metric text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON preventive_action (case_id);
