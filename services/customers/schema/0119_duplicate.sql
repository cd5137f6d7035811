-- Organisations by registration number, else name and region; customers that may be one and wait for a person to look.
ALTER TABLE customer ADD COLUMN registration_sealed bytea;
ALTER TABLE customer ADD COLUMN registration_masked text;
ALTER TABLE customer ADD COLUMN registration_blind text;
ALTER TABLE customer ADD COLUMN org_blind text; -- keyed hash of an organisation's name without its legal form
CREATE INDEX ON customer (registration_blind) WHERE registration_blind IS NOT NULL;
CREATE INDEX ON customer (org_blind, region, id) WHERE org_blind IS NOT NULL;

CREATE TABLE duplicate (
    id uuid PRIMARY KEY,
    first_id uuid NOT NULL REFERENCES customer (id),
    second_id uuid NOT NULL REFERENCES customer (id),
    reason text NOT NULL CHECK (reason IN ('REGISTRATION_NUMBER', 'NAME_AND_REGION', 'SHARED_POINT')),
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'MERGED', 'DISMISSED')),
    found_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text,
    CHECK (first_id < second_id),
    UNIQUE (first_id, second_id)
);
CREATE INDEX ON duplicate (second_id);
CREATE INDEX ON duplicate (state, found_at, id);

INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('index_names', 'all', now(), '');
