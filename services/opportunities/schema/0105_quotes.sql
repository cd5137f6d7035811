-- Price lists and quotes.

ALTER TABLE product ADD COLUMN tax_basis_points integer NOT NULL DEFAULT 0 CHECK (tax_basis_points BETWEEN 0 AND 10000);

CREATE TABLE price_list (
    code text PRIMARY KEY,
    name text NOT NULL,
    currency text NOT NULL,
    valid_from date NOT NULL,
    valid_until date
);
CREATE TABLE price (
    price_list text NOT NULL REFERENCES price_list,
    product_code text NOT NULL REFERENCES product,
    list_minor bigint NOT NULL,
    target_minor bigint NOT NULL,
    floor_minor bigint NOT NULL CHECK (floor_minor BETWEEN 0 AND target_minor AND target_minor <= list_minor),
    PRIMARY KEY (price_list, product_code)
);

CREATE TABLE quote (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    version integer NOT NULL,
    state text NOT NULL,
    currency text NOT NULL,
    price_list text,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL CHECK (total_minor = net_minor + tax_minor),
    outside_corridor boolean NOT NULL,
    valid_until date NOT NULL,
    discount_reason text,
    drafted_by text NOT NULL,
    drafted_at timestamptz NOT NULL,
    submitted_by text,
    decided_by text,
    sent_at timestamptz,
    answered_at timestamptz,
    UNIQUE (opportunity_id, version)
);
CREATE UNIQUE INDEX quote_alive ON quote (opportunity_id) WHERE state IN ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT');
CREATE INDEX quote_sent ON quote (valid_until) WHERE state = 'SENT';

CREATE TABLE quote_line (
    quote_id uuid NOT NULL REFERENCES quote,
    position integer NOT NULL,
    product_code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    price_minor bigint NOT NULL,
    discount_basis_points integer NOT NULL,
    net_minor bigint NOT NULL,
    tax_basis_points integer NOT NULL,
    tax_minor bigint NOT NULL,
    below_floor boolean NOT NULL,
    floor_minor bigint NOT NULL,
    PRIMARY KEY (quote_id, position)
);
