-- What was merged into what, with what the survivor was before and after: a merge can be taken back for a while.
CREATE TABLE customer_merge (
    id uuid PRIMARY KEY,
    survivor_id uuid NOT NULL REFERENCES customer (id),
    alias_id uuid NOT NULL REFERENCES customer (id),
    taken text[] NOT NULL,
    survivor_before jsonb NOT NULL,
    survivor_after jsonb NOT NULL,
    alias_before jsonb NOT NULL,
    merged_at timestamptz NOT NULL,
    merged_by text NOT NULL,
    unmerge_until timestamptz NOT NULL,
    undone_at timestamptz,
    undone_by text
);
CREATE UNIQUE INDEX ON customer_merge (alias_id) WHERE undone_at IS NULL;
CREATE INDEX ON customer_merge (survivor_id);
CREATE INDEX ON capture (customer_id, lead_id);

-- Insert-only: who had whom erased.
CREATE TABLE erase_audit (
    customer_id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL
);
