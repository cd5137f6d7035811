-- Customers, their people and contact points. Columns *_sealed are unsealed with the customer's key only; *_masked
-- may be
-- shown; *blind* and name_tokens are keyed hashes for search.

CREATE TABLE customer (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('PERSON', 'ORGANISATION')),
    state text NOT NULL CHECK (state IN ('PROSPECT', 'ACTIVE', 'DORMANT', 'MERGED', 'ERASED')),
    name_sealed bytea,
    name_masked text,
    name_tokens text[] NOT NULL DEFAULT '{}',
    tier text,
    industry text,
    size_band text,
    region text,
    occupation text,
    income_band text,
    birth_date_sealed bytea,
    decision_cycle_days integer,
    attributes jsonb NOT NULL DEFAULT '{}',
    time_zone text NOT NULL,
    owner_id text,
    owner_path text COLLATE "C" NOT NULL,
    first_touch_channel text,
    alias_of uuid REFERENCES customer (id),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((state = 'MERGED') = (alias_of IS NOT NULL))
);
CREATE INDEX ON customer (owner_path);
CREATE INDEX ON customer USING gin (name_tokens);

-- Keys of customers, and of captures that have none. Deleting the row erases what it sealed.
CREATE TABLE subject_key (
    subject_id uuid PRIMARY KEY,
    wrapped bytea NOT NULL,
    master_version integer NOT NULL
);

CREATE TABLE contact (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    name_sealed bytea NOT NULL,
    name_masked text NOT NULL,
    level text,
    function text,
    job_role text,
    state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'LEFT', 'ERASED')),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON contact (customer_id, id);

-- One point may belong to several customers, a switchboard say; new matches of it are for review then.
CREATE TABLE contact_point (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_id uuid REFERENCES contact (id),
    kind text NOT NULL CHECK (kind IN ('PHONE', 'EMAIL', 'ADDRESS', 'WEB', 'IM')),
    state text NOT NULL DEFAULT 'UNVERIFIED' CHECK (state IN ('UNVERIFIED', 'VERIFIED', 'INVALID', 'RETIRED')),
    blind text NOT NULL,
    blind_version integer NOT NULL,
    last_four_blind text,
    value_sealed bytea NOT NULL,
    masked text NOT NULL,
    invalid_reason text,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    UNIQUE (customer_id, blind)
);
CREATE INDEX ON contact_point (blind);
CREATE INDEX ON contact_point (last_four_blind) WHERE last_four_blind IS NOT NULL;

CREATE TABLE contact_permission (
    contact_point_id uuid NOT NULL REFERENCES contact_point (id),
    medium text NOT NULL,
    purpose text NOT NULL,
    state text NOT NULL CHECK (state IN ('UNKNOWN', 'GRANTED', 'WITHDRAWN', 'BLOCKED')),
    legal_basis text,
    proof_ref text,
    text_version text,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    channel text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (contact_point_id, medium, purpose)
);

-- Every change of the above, insert-only.
CREATE TABLE contact_permission_log (LIKE contact_permission);
CREATE INDEX ON contact_permission_log (contact_point_id, changed_at);

-- What came in, sealed under the key of `subject_id`: the customer, or the capture itself where there is none.
CREATE TABLE capture (
    id uuid PRIMARY KEY,
    lead_id uuid NOT NULL UNIQUE,
    customer_id uuid REFERENCES customer (id),
    subject_id uuid NOT NULL,
    raw_sealed bytea,
    outcome text NOT NULL CHECK (outcome IN ('LINKED', 'CREATED', 'REVIEW', 'UNMATCHED')),
    source_channel text,
    channel text NOT NULL,
    name_masked text,
    phone_masked text,
    email_masked text,
    phone_valid boolean,
    email_valid boolean,
    phone_point_id uuid,
    email_point_id uuid,
    actor text NOT NULL,
    captured_at timestamptz NOT NULL
);
CREATE INDEX ON capture (customer_id, captured_at, id);
