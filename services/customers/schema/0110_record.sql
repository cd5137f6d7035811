-- What lies around a customer's profile: departments, decisions, accounts, addresses for goods, what is installed,
-- notes, attributes, competitors. A row belongs to the customer it was written for.
CREATE TABLE department (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    parent_id uuid REFERENCES department (id),
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('USER', 'TECHNICAL', 'FINANCE_PURCHASING', 'SUPPORT')),
    closed boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON department (customer_id);

ALTER TABLE contact ADD COLUMN department_id uuid REFERENCES department (id);
ALTER TABLE contact ADD COLUMN birth_date_sealed bytea;

ALTER TABLE need ADD COLUMN current_process_sealed bytea;

CREATE TABLE decision_step (
    customer_id uuid NOT NULL REFERENCES customer (id),
    nth integer NOT NULL,
    code text NOT NULL,
    days integer,
    contact_id uuid REFERENCES contact (id),
    PRIMARY KEY (customer_id, nth)
);
CREATE TABLE key_person (
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_id uuid NOT NULL REFERENCES contact (id),
    role text NOT NULL,
    PRIMARY KEY (customer_id, contact_id, role)
);

CREATE TABLE bank_account (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    bank text NOT NULL,
    number_sealed bytea NOT NULL,
    number_masked text NOT NULL,
    currency text,
    finance_contact_id uuid REFERENCES contact (id),
    closed boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON bank_account (customer_id);

CREATE TABLE ship_to (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    address_sealed bytea NOT NULL,
    address_masked text NOT NULL,
    receiver_contact_id uuid REFERENCES contact (id),
    preferred boolean NOT NULL,
    closed boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON ship_to (customer_id);

CREATE TABLE competitor (
    code text PRIMARY KEY,
    name text NOT NULL,
    products text,
    services text,
    pricing text,
    share_percent integer,
    reviews text,
    strengths text,
    weaknesses text,
    differentiators text,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL
);

CREATE TABLE installed_product (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    product text NOT NULL,
    competitor text REFERENCES competitor (code),
    quantity integer NOT NULL,
    since date,
    satisfaction integer,
    closed boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON installed_product (customer_id);

CREATE TABLE customer_note (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    topic text NOT NULL,
    department_id uuid REFERENCES department (id),
    text_sealed bytea NOT NULL,
    materials text[] NOT NULL,
    written_by text NOT NULL,
    written_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON customer_note (customer_id);

CREATE TABLE attribute_schema (
    industry text NOT NULL,
    version bigint NOT NULL,
    nth integer NOT NULL,
    code text NOT NULL,
    type text NOT NULL,
    required boolean NOT NULL,
    least double precision,
    most double precision,
    choices text[] NOT NULL,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    PRIMARY KEY (industry, version, nth)
);
ALTER TABLE customer ADD COLUMN attribute_version bigint;

CREATE TABLE competitor_presence (
    customer_id uuid NOT NULL REFERENCES customer (id),
    competitor text NOT NULL REFERENCES competitor (code),
    product text,
    satisfaction integer,
    note_sealed bytea,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (customer_id, competitor)
);
CREATE INDEX ON competitor_presence (competitor);

-- Third persons: sealed under the customer's key, and deleted when they ask.
CREATE TABLE competitor_rep (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    competitor text NOT NULL REFERENCES competitor (code),
    name_sealed bytea NOT NULL,
    name_masked text NOT NULL,
    style_sealed bytea,
    contact_ids uuid[] NOT NULL,
    closenesses text[] NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON competitor_rep (customer_id);
