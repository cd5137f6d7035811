-- Revenue by deals, for tiers and key accounts.
CREATE TABLE deal (
    contract_id uuid PRIMARY KEY,
    customer_id uuid NOT NULL, -- the record that its lead was captured for
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    closed_at timestamptz NOT NULL,
    reversed_at timestamptz
);
CREATE INDEX ON deal (customer_id);
CREATE INDEX ON deal (closed_at) WHERE reversed_at IS NULL;

-- Opportunities, contracts and cases, and the record that they came up for: it may have been merged already.
CREATE TABLE known_by (
    ref_id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('OPPORTUNITY', 'CONTRACT', 'CASE')),
    record_id uuid NOT NULL
);
CREATE INDEX ON known_by (record_id);

CREATE TABLE key_account (
    currency text NOT NULL,
    customer_id uuid NOT NULL,
    nth integer NOT NULL,
    revenue_minor bigint NOT NULL,
    cumulative_minor numeric NOT NULL,
    PRIMARY KEY (currency, customer_id)
);
CREATE INDEX ON key_account (currency, nth);
CREATE INDEX ON key_account (customer_id);
CREATE TABLE revenue_total (
    currency text PRIMARY KEY,
    revenue_minor bigint NOT NULL,
    customers integer NOT NULL,
    key_accounts integer NOT NULL,
    since timestamptz NOT NULL,
    ranked_at timestamptz NOT NULL
);
INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('rank_revenue', 'day', now(), '\x0801');

ALTER TABLE tier_rule ADD COLUMN least_revenue_minor bigint;
ALTER TABLE tier_rule ADD COLUMN revenue_currency text;
