-- The layer of those above the seller, and what was forecast on each day.

CREATE TABLE forecast_adjustment (
    opportunity_id uuid PRIMARY KEY REFERENCES opportunity,
    amount_minor bigint NOT NULL,
    probability integer NOT NULL CHECK (probability BETWEEN 0 AND 100),
    category text NOT NULL,
    reason text NOT NULL,
    said_by text NOT NULL,
    said_at timestamptz NOT NULL
);

CREATE TABLE forecast_snapshot (
    day date NOT NULL,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    probability integer NOT NULL,
    category text NOT NULL,
    expected_close date,
    manager_amount_minor bigint,
    manager_probability integer,
    manager_category text,
    PRIMARY KEY (day, opportunity_id)
);
CREATE INDEX ON forecast_snapshot (opportunity_id, day DESC);
-- Which deals were won in a period.
CREATE INDEX opportunity_won ON opportunity (closed_at) WHERE state = 'WON';
CREATE INDEX opportunity_alive ON opportunity (id) WHERE state IN ('OPEN', 'COMMITTED');

INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('snapshot_forecasts', 'clock', now(), '');
