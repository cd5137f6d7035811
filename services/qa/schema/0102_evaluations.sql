-- Samples of calls, and what was found in them.

CREATE TABLE sampling_plan (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    name text NOT NULL,
    agent_ids text[] NOT NULL,
    team_path text NOT NULL, -- also the path that a scope must cover
    channels text[] NOT NULL,
    directions text[] NOT NULL,
    min_talk_s integer NOT NULL,
    rate_basis_points integer NOT NULL,
    min_per_agent integer NOT NULL,
    seed text NOT NULL,
    scorecard_code text NOT NULL,
    every_days integer NOT NULL,
    drawn_until timestamptz,
    owner_id text NOT NULL
);

CREATE TABLE sample_draw (
    id uuid PRIMARY KEY,
    state text NOT NULL,
    plan_id uuid NOT NULL REFERENCES sampling_plan,
    plan_version bigint NOT NULL,
    answered_from timestamptz NOT NULL,
    answered_until timestamptz NOT NULL,
    seed text NOT NULL,
    rate_basis_points integer NOT NULL,
    min_per_agent integer NOT NULL,
    population integer NOT NULL,
    population_sha256 text NOT NULL,
    picked integer NOT NULL,
    picked_sha256 text NOT NULL,
    scorecard_code text NOT NULL,
    scorecard_version integer NOT NULL,
    drawn_by text NOT NULL,
    drawn_at timestamptz NOT NULL,
    owner_path text NOT NULL,
    FOREIGN KEY (scorecard_code, scorecard_version) REFERENCES scorecard
);

CREATE TABLE evaluation (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    call_id uuid NOT NULL REFERENCES recording,
    draw_id uuid NOT NULL REFERENCES sample_draw,
    scorecard_code text NOT NULL,
    scorecard_version integer NOT NULL,
    script_version text,
    agent_id text NOT NULL,
    owner_path text NOT NULL,
    evaluator_id text,
    reviewer_id text,
    score_hundredths integer,
    first_score_hundredths integer,
    fatal_codes text[] NOT NULL DEFAULT '{}',
    automatic boolean,
    assigned_at timestamptz NOT NULL,
    started_at timestamptz,
    submitted_at timestamptz,
    lapses_at timestamptz,
    concluded_at timestamptz,
    appeal_reason bytea,
    review_remark bytea,
    UNIQUE (call_id, scorecard_code, scorecard_version),
    FOREIGN KEY (scorecard_code, scorecard_version) REFERENCES scorecard
);
CREATE INDEX ON evaluation (assigned_at DESC, id DESC);
CREATE INDEX ON evaluation (draw_id);
CREATE INDEX ON evaluation (agent_id);

-- The frozen population of a draw; `evaluation_id` where it was picked.
CREATE TABLE sample_member (
    draw_id uuid NOT NULL REFERENCES sample_draw,
    call_id uuid NOT NULL,
    agent_id text NOT NULL,
    picked boolean NOT NULL,
    evaluation_id uuid REFERENCES evaluation,
    PRIMARY KEY (draw_id, call_id)
);

-- Round 1 is the evaluator's, round 2 the reviewer's.
CREATE TABLE answer (
    evaluation_id uuid NOT NULL REFERENCES evaluation,
    round integer NOT NULL CHECK (round IN (1, 2)),
    criterion text NOT NULL,
    points integer,
    not_applicable boolean NOT NULL,
    at_s integer,
    remark bytea,
    PRIMARY KEY (evaluation_id, round, criterion)
);

CREATE TABLE violation (
    id uuid PRIMARY KEY,
    state text NOT NULL,
    evaluation_id uuid NOT NULL REFERENCES evaluation,
    criterion text NOT NULL,
    raised_at timestamptz NOT NULL,
    decided_at timestamptz,
    UNIQUE (evaluation_id, criterion)
);
