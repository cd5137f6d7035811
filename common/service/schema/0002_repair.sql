-- What can be done about dead letters, and the record of it; a job's place in a trace.

ALTER TABLE dead_letter
    ADD COLUMN owner_path text NOT NULL DEFAULT '/',
    ADD COLUMN tries integer NOT NULL DEFAULT 0,
    ADD COLUMN tried_at timestamptz,
    ADD COLUMN cause text,
    ADD COLUMN traceparent text;
CREATE INDEX ON dead_letter (created_at, pos, id);

ALTER TABLE job ADD COLUMN traceparent text;

-- WAITING ones are orders to the consumer; the others stay as the record of who did what, and why.
CREATE TABLE repair (
    id uuid PRIMARY KEY,
    action text NOT NULL,
    state text NOT NULL,
    domain text NOT NULL,
    agg_id uuid,
    letter_id uuid,
    type text,
    pos bigint,
    owner_path text NOT NULL,
    reason text,
    actor text NOT NULL,
    replayed integer NOT NULL DEFAULT 0,
    error text,
    requested_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX repair_waiting ON repair (domain, agg_id) WHERE state = 'WAITING';
CREATE INDEX ON repair (requested_at, id);
