-- Regular visits after the delivery. What customers say there is sealed.

ALTER TABLE delivery_plan ADD COLUMN customer_tier text;

-- "*" is every tier that has no row of its own: once a quarter.
CREATE TABLE visit_interval (
    tier text PRIMARY KEY,
    months integer NOT NULL CHECK (months BETWEEN 1 AND 36)
);
INSERT INTO visit_interval VALUES ('*', 3);

CREATE TABLE return_visit (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    plan_id uuid NOT NULL REFERENCES delivery_plan,
    contract_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    customer_tier text,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by text,
    channel text,
    need text,
    problem text,
    suggestion text,
    audience text,
    opportunity_id uuid,
    case_id uuid REFERENCES case_file,
    end_reason text,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON return_visit (created_at DESC, id DESC);
CREATE INDEX ON return_visit (customer_id);
CREATE INDEX ON return_visit (plan_id);
