-- What can be sold, the seller's pipeline, what the grades mean and why deals are lost. All of it may be edited.

CREATE TABLE product (
    code text PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    currency text NOT NULL,
    list_minor bigint NOT NULL,
    target_minor bigint NOT NULL,
    floor_minor bigint NOT NULL CHECK (floor_minor BETWEEN 0 AND target_minor AND target_minor <= list_minor),
    valid_from date NOT NULL,
    valid_until date
);

CREATE TABLE pipeline_stage (
    code text PRIMARY KEY,
    name text NOT NULL,
    position integer NOT NULL,
    probability integer NOT NULL CHECK (probability BETWEEN 0 AND 100),
    exit_criteria text[] NOT NULL DEFAULT '{}',
    active boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX pipeline_stage_position ON pipeline_stage (position) WHERE active;

INSERT INTO pipeline_stage (code, name, position, probability, exit_criteria) VALUES
    ('DISCOVERY', 'Discovery', 1, 10, '{NEED_CONFIRMED,BUDGET_KNOWN}'),
    ('PROPOSAL', 'Proposal', 2, 30, '{SOLUTION_PRESENTED,DECISION_MAKER_MET}'),
    ('NEGOTIATION', 'Negotiation', 3, 60, '{TERMS_AGREED}'),
    ('COMMITMENT', 'Commitment', 4, 90, '{}');

CREATE TABLE grade_rule (
    grade text PRIMARY KEY,
    rank integer NOT NULL UNIQUE,
    definition text NOT NULL,
    min_total integer NOT NULL,
    needs_strong_intent boolean NOT NULL,
    needs_clear_need boolean NOT NULL,
    max_days_to_close integer
);
INSERT INTO grade_rule (
    grade, rank, definition, min_total, needs_strong_intent, needs_clear_need, max_days_to_close
) VALUES
    ('HIGH', 1, 'Strong intent to buy, a clear need, and a deal to be expected within 90 days.', 14, true, true, 90),
    ('MEDIUM', 2, 'A real need; intent, budget or time are still open.', 8, false, false, NULL),
    ('LOW', 3, 'Interest without urgency, budget or access to those who decide.', 0, false, false, NULL);

CREATE TABLE lost_reason (
    code text PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO lost_reason (code, name) VALUES
    ('NEED_MISMATCH', 'The offer does not meet the need'),
    ('PRICE', 'Price'),
    ('COMPETITOR', 'A competitor was chosen'),
    ('NO_BUDGET', 'No budget'),
    ('NO_DECISION', 'No decision was made'),
    ('TIMING', 'Not now'),
    ('UNREACHABLE', 'The customer cannot be reached'),
    ('COMPLIANCE', 'Rules forbid the deal');
