-- Calling lists and who is on them.

CREATE TABLE dial_list (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    state text NOT NULL,
    owner_id text NOT NULL,
    team_path text NOT NULL COLLATE "C",
    max_attempts integer NOT NULL,
    retry_minutes integer NOT NULL,
    retry_dispositions text[] NOT NULL,
    retry_after integer[] NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON dial_list (created_at DESC, id DESC);

CREATE TABLE dial_entry (
    dial_list_id uuid NOT NULL REFERENCES dial_list (id),
    seq integer NOT NULL,
    lead_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'OPEN',
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT '-infinity',
    held_by text,
    held_until timestamptz,
    PRIMARY KEY (dial_list_id, lead_id)
) WITH (fillfactor = 70);
CREATE INDEX dial_entry_next ON dial_entry (dial_list_id, seq) WHERE state = 'OPEN';
CREATE INDEX ON dial_entry (lead_id) WHERE state = 'OPEN';

-- The columns of the message DialList, and its figures.
CREATE VIEW dial_list_row AS
SELECT id, name, state, owner_id, team_path, max_attempts, retry_minutes, created_at, started_at, finished_at, version
FROM dial_list;
