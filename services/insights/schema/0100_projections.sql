-- Projections: what the logs of the others say, one row for each fact. A table is written from ONE domain's log, so that
-- what it holds does not depend on how the logs interleave; figures join them when they are asked for. All of this can
-- be dropped and read again: rewind_projections() in 0102 knows the list.

-- identity: who is where. `until` is when the next place began.
CREATE TABLE person (
    user_id text PRIMARY KEY,
    path text NOT NULL,
    team_path text NOT NULL,
    active boolean NOT NULL,
    time_zone text
);
CREATE TABLE person_place (
    user_id text NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL DEFAULT 'infinity',
    path text NOT NULL,
    team_path text NOT NULL,
    PRIMARY KEY (user_id, since)
);
CREATE TABLE team (
    path text PRIMARY KEY,
    code text
);
CREATE TABLE presence (
    user_id text PRIMARY KEY,
    state text NOT NULL,
    reason text,
    since timestamptz NOT NULL
);

-- customers: the ledger of calls and activities.
CREATE TABLE call_fact (
    call_id uuid PRIMARY KEY,
    agent_id text,
    direction text,
    campaign text,
    refused_at timestamptz,
    dialled_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    end_state text,
    talk_s bigint,
    wrapped_at timestamptz,
    wrap_s bigint,
    disposition text,
    customer_contact boolean,
    by_person boolean -- as the disposition says; NULL: nobody said, so the telephone is believed
);
CREATE INDEX ON call_fact (dialled_at);
CREATE INDEX ON call_fact (answered_at);
CREATE INDEX ON call_fact (refused_at) WHERE refused_at IS NOT NULL;
CREATE TABLE activity_fact (
    activity_id uuid PRIMARY KEY,
    activity_version bigint NOT NULL,
    type text,
    at timestamptz NOT NULL,
    actor_id text,
    customer_id text,
    lead_id text,
    opportunity_id text,
    call_id text,
    purchase_stage text,
    effect_level bigint NOT NULL,
    effective boolean NOT NULL
);
CREATE INDEX ON activity_fact (at);

-- leads: when each reached which step; first times only.
CREATE TABLE lead_fact (
    lead_id uuid PRIMARY KEY,
    customer_id text,
    source_channel text,
    source text,
    campaign text,
    product text,
    captured_at timestamptz,
    duplicate boolean NOT NULL DEFAULT false,
    withdrawn_at timestamptz,
    owner_id text, -- the last one it had
    owner_path text NOT NULL,
    assigned_at timestamptz,
    contacted_at timestamptz,
    qualified_at timestamptz,
    converted_at timestamptz,
    opportunity_id text,
    disqualified_at timestamptz,
    lost_reason text
);
CREATE INDEX ON lead_fact (captured_at);
CREATE INDEX ON lead_fact (disqualified_at) WHERE disqualified_at IS NOT NULL;

-- opportunities
CREATE TABLE opportunity_fact (
    opportunity_id text PRIMARY KEY,
    lead_id text,
    customer_id text,
    owner_id text,
    owner_path text NOT NULL,
    source_channel text,
    product text,
    created_at timestamptz,
    committed_at timestamptz,
    won_at timestamptz,
    lost_at timestamptz,
    abandoned_at timestamptz,
    lost_reason text,
    lost_stage text,
    competitor text,
    lost_currency text,
    lost_amount_minor bigint
);
CREATE INDEX ON opportunity_fact (lost_at) WHERE lost_at IS NOT NULL;
CREATE TABLE forecast_fact (
    opportunity_id text NOT NULL,
    pos bigint NOT NULL,
    at timestamptz NOT NULL,
    currency text,
    amount_minor bigint,
    probability bigint,
    category text,
    expected_close date,
    PRIMARY KEY (opportunity_id, pos)
);

-- contracts: a reversed deal stays, marked, and counts no more.
CREATE TABLE deal_fact (
    contract_id text PRIMARY KEY,
    opportunity_id text,
    customer_id text,
    owner_id text,
    owner_path text NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    source_channel text,
    closing_channel text,
    closed_at timestamptz NOT NULL,
    cycle_days bigint,
    reversed_at timestamptz,
    reversal_reason text
);
CREATE INDEX ON deal_fact (closed_at);
CREATE INDEX ON deal_fact (opportunity_id);
CREATE INDEX ON deal_fact (customer_id);
CREATE TABLE deal_credit (
    contract_id text NOT NULL,
    user_id text NOT NULL,
    amount_minor bigint NOT NULL, -- shares sum to the deal's amount to the last unit
    PRIMARY KEY (contract_id, user_id)
);

-- aftersales
CREATE TABLE case_fact (
    case_id uuid PRIMARY KEY,
    kind text,
    owner_id text,
    owner_path text NOT NULL,
    received_at timestamptz,
    resolved_at timestamptz,
    in_time boolean,
    satisfied boolean,
    closed_at timestamptz
);
CREATE INDEX ON case_fact (received_at);
CREATE TABLE survey_fact (
    survey_id uuid PRIMARY KEY,
    owner_id text,
    owner_path text NOT NULL,
    sent_at timestamptz,
    answered_at timestamptz,
    function bigint,
    performance bigint,
    service_quality bigint,
    support bigint
);
CREATE INDEX ON survey_fact (sent_at);

-- qa
CREATE TABLE evaluation_fact (
    evaluation_id uuid PRIMARY KEY,
    call_id text,
    agent_id text,
    owner_path text NOT NULL,
    submitted_at timestamptz,
    score_hundredths bigint,
    fatal boolean
);
CREATE INDEX ON evaluation_fact (submitted_at);
CREATE INDEX ON evaluation_fact (call_id);
CREATE TABLE recording_fact (
    call_id uuid PRIMARY KEY,
    stored boolean NOT NULL,
    excused boolean NOT NULL
);

-- Where somebody was when it happened. Nobody's facts bear "/".
CREATE VIEW call_heard AS
SELECT c.*, coalesce(c.dialled_at, c.refused_at, c.answered_at) AS at, coalesce(p.path, '/') AS path,
    coalesce(p.team_path, '/') AS team_path,
    c.answered_at IS NOT NULL AND coalesce(c.by_person, true) AS connected
FROM call_fact AS c
LEFT JOIN person_place AS p
    ON p.user_id = c.agent_id AND coalesce(c.dialled_at, c.refused_at, c.answered_at) >= p.since
    AND coalesce(c.dialled_at, c.refused_at, c.answered_at) < p.until;

CREATE VIEW call_seen AS
SELECT * FROM call_heard WHERE coalesce(direction, 'OUTBOUND') = 'OUTBOUND';

CREATE VIEW activity_seen AS
SELECT a.*, coalesce(p.path, '/') AS path, coalesce(p.team_path, '/') AS team_path
FROM activity_fact AS a
LEFT JOIN person_place AS p ON p.user_id = a.actor_id AND a.at >= p.since AND a.at < p.until;

CREATE VIEW credit_seen AS
SELECT d.contract_id, d.closed_at, d.reversed_at, d.currency, k.user_id, k.amount_minor,
    CASE WHEN k.user_id = d.owner_id THEN d.owner_path ELSE coalesce(p.path, '/') END AS path
FROM deal_fact AS d
JOIN deal_credit AS k USING (contract_id)
LEFT JOIN person_place AS p ON p.user_id = k.user_id AND d.closed_at >= p.since AND d.closed_at < p.until;
