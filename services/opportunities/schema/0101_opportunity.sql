-- The opportunity and what hangs on it.

CREATE TABLE opportunity (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    customer_id uuid NOT NULL,
    customer_kind text,
    customer_tier text,
    customer_industry text,
    lead_id uuid,
    title text,
    product text,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    source_channel text NOT NULL,
    captured_at timestamptz NOT NULL,
    stage text NOT NULL REFERENCES pipeline_stage,
    stage_since timestamptz NOT NULL,
    purchase_stage text NOT NULL,
    grade text,
    grade_overridden boolean NOT NULL DEFAULT false,
    currency text NOT NULL,
    amount_minor bigint NOT NULL DEFAULT 0,
    probability integer NOT NULL,
    expected_close date,
    forecast_category text NOT NULL,
    lost_reason text,
    lost_stage text,
    competitor text,
    contract_id uuid,
    created_at timestamptz NOT NULL,
    closed_at timestamptz
);
CREATE INDEX ON opportunity (created_at DESC, id DESC);
CREATE INDEX ON opportunity (customer_id);
CREATE INDEX ON opportunity (owner_path text_pattern_ops, created_at DESC);

-- Every lead that led here: the first made it, later ones were linked.
CREATE TABLE opportunity_lead (
    lead_id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    linked_at timestamptz NOT NULL
);

CREATE TABLE opportunity_line (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    position integer NOT NULL,
    product_code text NOT NULL REFERENCES product,
    name text NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    price_minor bigint NOT NULL,
    discount_basis_points integer NOT NULL,
    total_minor bigint NOT NULL,
    PRIMARY KEY (opportunity_id, position)
);

-- Insert-only: the newest counts.
CREATE TABLE scorecard (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    urgency integer NOT NULL,
    purchasing_power integer NOT NULL,
    decision_authority integer NOT NULL,
    competitive_situation integer NOT NULL,
    urgency_evidence text NOT NULL,
    purchasing_power_evidence text NOT NULL,
    decision_authority_evidence text NOT NULL,
    competitive_situation_evidence text NOT NULL,
    strong_intent boolean NOT NULL,
    clear_need boolean NOT NULL,
    total integer NOT NULL,
    computed_grade text NOT NULL,
    grade text NOT NULL,
    override_reason text,
    scored_by text NOT NULL,
    scored_at timestamptz NOT NULL
);
CREATE INDEX ON scorecard (opportunity_id, seq DESC);

CREATE TABLE plan (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    state text NOT NULL,
    target bigint NOT NULL CHECK (target > 0),
    unit text NOT NULL,
    deadline date NOT NULL,
    owner_id text NOT NULL,
    team_target_ref text NOT NULL,
    agreed_by text NOT NULL,
    agreed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX plan_agreed ON plan (opportunity_id) WHERE state = 'AGREED';
CREATE INDEX ON plan (opportunity_id, agreed_at DESC);

CREATE TABLE plan_line (
    plan_id uuid NOT NULL REFERENCES plan,
    position integer NOT NULL,
    product_code text NOT NULL REFERENCES product,
    quantity bigint NOT NULL,
    amount_minor bigint,
    PRIMARY KEY (plan_id, position)
);

CREATE TABLE milestone (
    plan_id uuid NOT NULL REFERENCES plan,
    position integer NOT NULL,
    code text NOT NULL,
    due_on date NOT NULL,
    target bigint,
    PRIMARY KEY (plan_id, position)
);

CREATE TABLE stage_visit (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    from_stage text,
    to_stage text NOT NULL,
    transition text NOT NULL,
    moved_at timestamptz NOT NULL,
    dwell_s bigint,
    override_reason text,
    override_note text,
    moved_by text NOT NULL
);
CREATE INDEX ON stage_visit (opportunity_id, seq);

CREATE TABLE criterion_evidence (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    criterion text NOT NULL,
    evidence text NOT NULL,
    shown_by text NOT NULL,
    shown_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, criterion)
);

CREATE TABLE purchase_stage_visit (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    from_stage text NOT NULL,
    to_stage text NOT NULL,
    moved_by text NOT NULL,
    moved_at timestamptz NOT NULL
);
CREATE INDEX ON purchase_stage_visit (opportunity_id, seq);

-- Insert-only: what was forecast when, so that it can be compared with the outcome.
CREATE TABLE forecast (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    amount_minor bigint NOT NULL,
    probability integer NOT NULL,
    expected_close date,
    category text NOT NULL,
    said_by text NOT NULL,
    said_at timestamptz NOT NULL
);
CREATE INDEX ON forecast (opportunity_id, seq);

CREATE TABLE credit_split (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    user_id text NOT NULL,
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 1 AND 10000),
    PRIMARY KEY (opportunity_id, user_id)
);

-- How it ended, each time it did.
CREATE TABLE outcome (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    state text NOT NULL,
    reason text,
    stage text NOT NULL,
    competitor text,
    remark text,
    said_by text NOT NULL,
    said_at timestamptz NOT NULL
);
CREATE INDEX ON outcome (opportunity_id, seq);
