-- Filters of lists that somebody kept under a name.
CREATE TABLE saved_view (
    id uuid PRIMARY KEY,
    list text NOT NULL,
    name text NOT NULL,
    filters text NOT NULL,
    owner_id uuid NOT NULL,
    team_path text,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    UNIQUE (owner_id, list, name)
);
CREATE INDEX ON saved_view (list, name) WHERE team_path IS NOT NULL;
