-- What every service has beside its own tables: the log of its events, its idempotency rows, its cursors in other
-- logs, its jobs and its dead letters.

CREATE SEQUENCE event_pos;

-- Insert-only. Positions rise in the order of commits, because they are taken under the log's lock.
CREATE TABLE event (
    pos bigint NOT NULL,
    lane smallint NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    schema integer NOT NULL,
    agg_type text NOT NULL,
    agg_id uuid NOT NULL,
    agg_ver bigint NOT NULL,
    owner_path text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (pos)
) PARTITION BY RANGE (pos);
CREATE INDEX ON event (lane, pos);
CREATE INDEX ON event (type, pos);

-- How many events each aggregate has; moved under the log's lock only.
CREATE TABLE event_head (
    agg_id uuid PRIMARY KEY,
    ver bigint NOT NULL
) WITH (fillfactor = 70);

-- A restored database gets another epoch: the token is compared with the cluster's identity and timeline.
CREATE TABLE log_epoch (
    token uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO log_epoch DEFAULT VALUES;

-- Makes the partition after the one that the next positions fall into.
CREATE FUNCTION event_partitions_extend(size bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    head bigint := (SELECT last_value FROM event_pos);
    first bigint;
BEGIN
    FOR i IN 0..1 LOOP
        first := (head / size + i) * size;
        IF to_regclass(format('event_p%s', first / size)) IS NULL THEN
            EXECUTE format('CREATE TABLE event_p%s PARTITION OF event FOR VALUES FROM (%s) TO (%s)',
                           first / size, first, first + size);
        END IF;
    END LOOP;
END $$;

-- Drops partitions whose newest event is older than `keep` and which every registered consumer has passed.
CREATE FUNCTION event_partitions_drop(size bigint, keep interval) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    head bigint := (SELECT last_value FROM event_pos);
    passed bigint := (SELECT coalesce(min(pos), 9223372036854775807) FROM consumer);
    dropped integer := 0;
    part record;
    newest timestamptz;
BEGIN
    FOR part IN
        SELECT c.relname, substring(c.relname FROM 8)::bigint AS nth
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass('event')
        ORDER BY nth
    LOOP
        EXIT WHEN (part.nth + 1) * size > least(head, passed);
        EXECUTE format('SELECT max(recorded_at) FROM %I', part.relname) INTO newest;
        EXIT WHEN newest > now() - keep;
        EXECUTE format('DROP TABLE %I', part.relname);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
SELECT event_partitions_extend(4000000);

-- One row per command that was answered OK; the reply without its private fields.
CREATE TABLE idempotency (
    principal text NOT NULL,
    method text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    reply bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (principal, method, key)
);
CREATE INDEX ON idempotency (created_at);

-- How far others have read here: for retention and lag.
CREATE TABLE consumer (
    name text PRIMARY KEY,
    pos bigint NOT NULL,
    seen_at timestamptz NOT NULL
);

-- How far we have read in the logs of others.
CREATE TABLE cursor (
    domain text PRIMARY KEY,
    epoch text NOT NULL,
    pos bigint NOT NULL
);

-- Tries of an event or job that failed or never came to an end; written outside the transaction it counts.
CREATE TABLE attempt (
    domain text NOT NULL,
    event_id uuid NOT NULL,
    tries integer NOT NULL,
    PRIMARY KEY (domain, event_id)
);

-- What could not be acted on. While a row of an aggregate is here, the aggregate is parked: its later events follow.
CREATE TABLE dead_letter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    domain text NOT NULL,
    pos bigint NOT NULL,
    agg_id uuid,
    type text NOT NULL,
    data bytea NOT NULL,
    error text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX ON dead_letter (domain, pos) WHERE domain <> 'job';
CREATE INDEX ON dead_letter (domain, agg_id);

CREATE TABLE job (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    dedupe text NOT NULL,
    due_at timestamptz NOT NULL,
    payload bytea NOT NULL,
    cause text,
    tries integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    UNIQUE (kind, dedupe)
);
CREATE INDEX ON job (due_at);
