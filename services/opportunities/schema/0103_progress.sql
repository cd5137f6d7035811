-- How a deal gets on: what shows an exit criterion, follow-up by grade, the working days, activities, the customer's
-- decision step by step, what is in the way, and milestones as they were reached.

-- `accepts_note`: a person may show it by a note; else only a finished step or the effect of an activity does.
CREATE TABLE exit_criterion (
    code text PRIMARY KEY,
    name text NOT NULL,
    accepts_note boolean NOT NULL DEFAULT true,
    decision_step text,
    activity_type text,
    min_effect integer CHECK (min_effect BETWEEN 1 AND 4),
    CHECK (activity_type IS NULL OR min_effect IS NOT NULL)
);
INSERT INTO exit_criterion (code, name, decision_step, activity_type, min_effect) VALUES
    ('NEED_CONFIRMED', 'The customer has confirmed the need', 'NEED_CONFIRMED', NULL, 2),
    ('BUDGET_KNOWN', 'The budget is known', NULL, NULL, NULL),
    ('SOLUTION_PRESENTED', 'The solution was presented', 'SOLUTION_EVALUATION', 'TECHNICAL_EXCHANGE', 2),
    ('DECISION_MAKER_MET', 'Who decides was met', NULL, 'VISIT', 3),
    ('TERMS_AGREED', 'The terms are agreed', 'INTERNAL_APPROVAL', NULL, 4);

ALTER TABLE grade_rule
    ADD COLUMN cadence_days integer NOT NULL DEFAULT 7 CHECK (cadence_days > 0),
    ADD COLUMN review_days integer NOT NULL DEFAULT 14 CHECK (review_days > 0),
    ADD COLUMN stall_days integer NOT NULL DEFAULT 15 CHECK (stall_days > 0);
UPDATE grade_rule SET cadence_days = 3, review_days = 7, stall_days = 10 WHERE grade = 'HIGH';
UPDATE grade_rule SET cadence_days = 30, review_days = 30, stall_days = 30 WHERE grade = 'LOW';

-- Days that are not as their weekday: holidays, and Saturdays worked for them.
CREATE TABLE calendar_day (
    day date PRIMARY KEY,
    working boolean NOT NULL
);

CREATE TABLE opportunity_activity (
    activity_id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    revision integer NOT NULL,
    type text NOT NULL,
    effect_level integer NOT NULL,
    effective boolean NOT NULL,
    stage text NOT NULL,
    purchase_stage text NOT NULL,
    actor_id text,
    at timestamptz NOT NULL
);
CREATE INDEX ON opportunity_activity (opportunity_id, at DESC);
CREATE INDEX ON opportunity_activity (at);

CREATE TABLE decision_step (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    step text NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    blocker text,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, step)
);
CREATE TABLE decision_step_kind (
    code text PRIMARY KEY,
    name text NOT NULL,
    position integer NOT NULL
);
INSERT INTO decision_step_kind (code, name, position) VALUES
    ('NEED_CONFIRMED', 'Need confirmed', 1),
    ('SOLUTION_EVALUATION', 'Solution evaluated', 2),
    ('INTERNAL_APPROVAL', 'Approved in the house', 3);

CREATE TABLE blocker (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    kind text NOT NULL,
    severity integer NOT NULL CHECK (severity BETWEEN 1 AND 3),
    text text NOT NULL,
    action text NOT NULL,
    owner_id text NOT NULL,
    due_on date NOT NULL,
    raised_by text NOT NULL,
    raised_at timestamptz NOT NULL,
    cleared_by text,
    cleared_at timestamptz,
    resolution text
);
CREATE INDEX ON blocker (opportunity_id, raised_at);

ALTER TABLE milestone
    ADD COLUMN reached_on date,
    ADD COLUMN actual bigint,
    ADD COLUMN missed_at timestamptz;
CREATE INDEX milestone_open ON milestone (due_on) WHERE reached_on IS NULL AND missed_at IS NULL;

INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('watch_progress', 'clock', now(), '');
