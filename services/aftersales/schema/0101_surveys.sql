-- Surveys, and what is done about low scores. Comments and measures are sealed.

CREATE TABLE survey (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    trigger text NOT NULL,
    plan_id uuid NOT NULL REFERENCES delivery_plan,
    contract_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    improvement_id uuid,
    due_at timestamptz NOT NULL,
    sent_at timestamptz,
    expires_at timestamptz,
    answered_at timestamptz,
    answered_by_channel text,
    function integer,
    performance integer,
    service_quality integer,
    support integer,
    comment text,
    end_reason text,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON survey (created_at DESC, id DESC);
CREATE INDEX ON survey (customer_id);
CREATE INDEX ON survey (plan_id);
CREATE INDEX ON survey (answered_at) WHERE state = 'ANSWERED';

CREATE TABLE improvement (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    survey_id uuid NOT NULL REFERENCES survey,
    plan_id uuid NOT NULL REFERENCES delivery_plan,
    customer_id uuid NOT NULL,
    dimension text NOT NULL,
    score integer NOT NULL,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    due_on date NOT NULL,
    measure text,
    remeasure_survey_id uuid,
    score_after integer,
    effective boolean,
    created_at timestamptz NOT NULL,
    UNIQUE (survey_id, dimension)
);
CREATE INDEX ON improvement (created_at DESC, id DESC);
CREATE INDEX ON improvement (customer_id);
