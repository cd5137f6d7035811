-- Engineers who are asked to a deal; who has accepted takes part and may read it.
CREATE TABLE engineer_request (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    engineer_id text NOT NULL,
    topic text NOT NULL,
    remark text,
    wanted_on date NOT NULL,
    state text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    answered_at timestamptz,
    decline_reason text
);
CREATE INDEX ON engineer_request (opportunity_id, requested_at);
CREATE INDEX ON engineer_request (engineer_id, requested_at DESC, id DESC);
CREATE UNIQUE INDEX engineer_request_open ON engineer_request (opportunity_id, engineer_id) WHERE state = 'REQUESTED';

CREATE TABLE participant (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    user_id text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, user_id)
);
