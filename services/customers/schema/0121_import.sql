-- Rows of files of customers, one for each natural key, and the customer that each is tied to. An undone row keeps its key.
CREATE TABLE customer_import (
    id uuid PRIMARY KEY,
    natural_key text NOT NULL UNIQUE,
    bulk_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('CREATED', 'LINKED', 'REVIEW', 'WITHDRAWN')),
    customer_id uuid NOT NULL REFERENCES customer (id),
    imported_at timestamptz NOT NULL,
    imported_by text NOT NULL
);
CREATE INDEX ON customer_import (bulk_id, id);
CREATE INDEX ON customer_import (customer_id);
