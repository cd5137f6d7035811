-- One row for each answered call: its recording, or why there is none.

CREATE TABLE recording (
    call_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    customer_id uuid NOT NULL,
    lead_id uuid,
    opportunity_id uuid,
    agent_id text NOT NULL,
    owner_path text NOT NULL,
    direction text NOT NULL,
    channel text NOT NULL,
    business_line text NOT NULL,
    answered_at timestamptz NOT NULL,
    ended_at timestamptz,
    talk_s integer,
    script_version text,
    due_at timestamptz NOT NULL,
    codec text,
    size bigint,
    sha256 text,
    duration_ms integer,
    received bigint NOT NULL DEFAULT 0,
    parts integer NOT NULL DEFAULT 0,
    stored_at timestamptz,
    missing_reason text,
    missing_accepted boolean,
    retention_line text,
    retention_version integer,
    delete_after timestamptz,
    holds integer NOT NULL DEFAULT 0,
    deleted_at timestamptz,
    tombstone text
);
CREATE INDEX ON recording (answered_at DESC, call_id DESC);
CREATE INDEX ON recording (agent_id, answered_at);
CREATE INDEX ON recording (customer_id);
CREATE INDEX ON recording (business_line, call_id) WHERE state IN ('STORED', 'HELD');

-- The recording's own key, wrapped; gone with what it sealed.
CREATE TABLE recording_key (
    call_id uuid PRIMARY KEY REFERENCES recording,
    wrapped bytea NOT NULL,
    hash_state bytea
);

CREATE TABLE recording_part (
    call_id uuid NOT NULL REFERENCES recording,
    part integer NOT NULL,
    starts_at bigint NOT NULL,
    size integer NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (call_id, part)
);
-- Sealed bytes do not shrink.
ALTER TABLE recording_part ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE recording_hold (
    id uuid PRIMARY KEY,
    call_id uuid NOT NULL REFERENCES recording,
    cause text NOT NULL,
    ref_id uuid,
    reason text NOT NULL,
    held_by text NOT NULL,
    held_at timestamptz NOT NULL,
    released_by text,
    released_at timestamptz
);
CREATE INDEX ON recording_hold (call_id, held_at);

-- Insert-only.
CREATE TABLE recording_access (
    id uuid PRIMARY KEY,
    call_id uuid NOT NULL REFERENCES recording,
    actor_id text NOT NULL,
    purpose text NOT NULL,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL
);
CREATE INDEX ON recording_access (call_id, at DESC);

-- Insert-only: a change is a further version. None ships: how long recordings are to be kept is for the organisation to
-- find out.
CREATE TABLE retention_policy (
    business_line text NOT NULL,
    version integer NOT NULL,
    days integer NOT NULL CHECK (days > 0),
    basis text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (business_line, version)
);

-- Why there is no recording; what is accepted counts as no gap.
CREATE TABLE missing_reason (
    code text PRIMARY KEY,
    accepted boolean NOT NULL
);
INSERT INTO missing_reason (code, accepted)
VALUES
    ('CUSTOMER_OBJECTED', true),
    ('NOT_PERMITTED', true),
    ('WRONG_NUMBER', true),
    ('RECORDER_FAILED', false),
    ('FILE_LOST', false),
    ('NOT_DELIVERED', false);
