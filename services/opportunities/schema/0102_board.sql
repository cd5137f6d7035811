-- Pipelines beside one another, what the board counts by, and what each change touched.

CREATE TABLE pipeline (
    code text PRIMARY KEY,
    name text NOT NULL,
    is_default boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX pipeline_default ON pipeline (is_default) WHERE is_default;
INSERT INTO pipeline (code, name, is_default) VALUES ('STANDARD', 'Standard', true);

ALTER TABLE pipeline_stage
    ADD COLUMN pipeline text NOT NULL DEFAULT 'STANDARD' REFERENCES pipeline,
    ADD COLUMN stall_days integer CHECK (stall_days > 0);
ALTER TABLE pipeline_stage ALTER COLUMN pipeline DROP DEFAULT;
DROP INDEX pipeline_stage_position;
CREATE UNIQUE INDEX pipeline_stage_position ON pipeline_stage (pipeline, position) WHERE active;

ALTER TABLE opportunity
    ADD COLUMN pipeline text NOT NULL DEFAULT 'STANDARD' REFERENCES pipeline,
    ADD COLUMN last_activity_at timestamptz,
    ADD COLUMN reviewed_at timestamptz,
    ADD COLUMN stall_due_on date,
    ADD COLUMN stalled_at timestamptz,
    ADD COLUMN next_milestone_on date,
    ADD COLUMN budget_minor bigint,
    ADD COLUMN decision_complexity integer;
ALTER TABLE opportunity ALTER COLUMN pipeline DROP DEFAULT;

-- One column of the board, its cards newest first; and one seller's.
CREATE INDEX opportunity_card ON opportunity (stage, created_at DESC, id DESC);
CREATE INDEX opportunity_of_owner ON opportunity (owner_id, created_at DESC, id DESC);
-- What the board sums up without reading the rows.
CREATE INDEX opportunity_board ON opportunity (pipeline, stage, owner_path text_pattern_ops)
    INCLUDE (currency, amount_minor, probability, grade, purchase_stage, stalled_at, next_milestone_on)
    WHERE state IN ('OPEN', 'COMMITTED');
CREATE INDEX opportunity_stalling ON opportunity (stall_due_on, id)
    WHERE state IN ('OPEN', 'COMMITTED') AND stalled_at IS NULL;

-- What a version touched: columns of the row, or the part that hangs on it ("lines", "plan").
CREATE TABLE opportunity_change (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    version bigint NOT NULL,
    fields text[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, version)
);
