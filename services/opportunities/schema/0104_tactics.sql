-- How a deal is to be won.

CREATE TABLE buying_role (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    contact_id uuid NOT NULL,
    role text NOT NULL,
    level text,
    function text,
    stance text NOT NULL,
    influence integer NOT NULL,
    PRIMARY KEY (opportunity_id, contact_id, role)
);
CREATE TABLE contact_touch (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    contact_id uuid NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, contact_id)
);
CREATE TABLE strategy (
    opportunity_id uuid PRIMARY KEY REFERENCES opportunity,
    value_proposition text NOT NULL,
    competitive_edge text NOT NULL,
    communication_mode text NOT NULL,
    route text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL
);
CREATE TABLE battle_card (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    competitor text NOT NULL,
    their_edge text NOT NULL,
    our_counter text NOT NULL,
    offer_minor bigint,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, competitor)
);
CREATE TABLE pain (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    pain text NOT NULL,
    example text,
    cost_minor bigint,
    sufferer text,
    depth integer NOT NULL CHECK (depth BETWEEN 1 AND 4),
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ON pain (opportunity_id);
CREATE TABLE objection (
    id uuid PRIMARY KEY,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    kind text NOT NULL,
    objection text NOT NULL,
    answer text NOT NULL,
    concession text,
    value_minor bigint,
    raised_by text NOT NULL,
    raised_at timestamptz NOT NULL,
    CHECK ((concession IS NULL) = (value_minor IS NULL))
);
CREATE INDEX ON objection (opportunity_id, raised_at);
CREATE TABLE negotiation (
    opportunity_id uuid PRIMARY KEY REFERENCES opportunity,
    state text NOT NULL,
    needs text,
    price_sensitivity text,
    changed_at timestamptz NOT NULL
);
-- Apart from the sheet: no statement of a method without the permission reads its figures.
CREATE TABLE bottom_line (
    opportunity_id uuid PRIMARY KEY REFERENCES opportunity,
    ours_minor bigint NOT NULL,
    customers_minor bigint,
    remark text,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL
);
