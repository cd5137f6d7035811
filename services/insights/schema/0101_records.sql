-- Records of this service's own: they survive a rebuild.

CREATE TABLE target (
    id uuid PRIMARY KEY,
    state text NOT NULL,
    metric text NOT NULL,
    currency text,
    from_day date NOT NULL,
    until_day date NOT NULL,
    time_zone text NOT NULL,
    team_path text,
    user_id text,
    value bigint NOT NULL CHECK (value >= 0),
    parent_id uuid REFERENCES target,
    revision integer NOT NULL DEFAULT 1,
    owner_path text NOT NULL,
    published_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    achieved_at timestamptz,
    warned_on date, -- in its time zone
    closed_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    CHECK ((team_path IS NULL) <> (user_id IS NULL)),
    CHECK ((currency IS NULL) = (metric <> 'REVENUE')),
    CHECK (from_day <= until_day)
);
CREATE INDEX ON target (parent_id);
CREATE INDEX ON target (state, from_day);
CREATE INDEX ON target (created_at, id);

CREATE TABLE target_revision (
    target_id uuid NOT NULL REFERENCES target,
    revision integer NOT NULL,
    value bigint NOT NULL,
    reason text,
    by text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (target_id, revision)
);

-- Days that differ from Monday to Friday.
CREATE TABLE calendar_day (
    calendar text NOT NULL,
    day date NOT NULL,
    working boolean NOT NULL,
    name text,
    PRIMARY KEY (calendar, day)
);

CREATE TABLE metric (
    code text PRIMARY KEY,
    name text NOT NULL,
    formula text NOT NULL,
    sources text[] NOT NULL,
    grain text NOT NULL,
    unit text NOT NULL,
    owner text NOT NULL,
    version integer NOT NULL,
    targetable boolean NOT NULL
);

INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('watch_targets', 'clock', now(), '');

-- As the message Target names them.
CREATE VIEW target_shown AS
SELECT id, state, metric, currency, from_day::text AS "from", until_day::text AS until, time_zone, team_path, user_id,
    value, parent_id, revision, owner_path, published_at, acknowledged_at, acknowledged_by, achieved_at, closed_at, version,
    created_at
FROM target;
