-- Calls of the time before us, from files. Append-only, one row for each natural key.
CREATE TABLE historic_call (
    id uuid PRIMARY KEY,
    natural_key text NOT NULL UNIQUE,
    bulk_id text NOT NULL,
    customer_id uuid REFERENCES customer (id),
    point_masked text,
    direction text NOT NULL CHECK (direction IN ('OUTBOUND', 'INBOUND')),
    started_at timestamptz,
    talk_s integer NOT NULL,
    attempts integer NOT NULL,
    disposition text REFERENCES disposition (code),
    campaign text,
    facts jsonb NOT NULL,
    channel text NOT NULL,
    imported_at timestamptz NOT NULL,
    imported_by text NOT NULL
);
CREATE INDEX ON historic_call (bulk_id, id);
CREATE INDEX ON historic_call (customer_id) WHERE customer_id IS NOT NULL;
