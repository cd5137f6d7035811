-- What evaluations gave to improve.
CREATE TABLE coaching_item (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    evaluation_id uuid NOT NULL REFERENCES evaluation,
    agent_id text NOT NULL,
    owner_path text NOT NULL,
    owner_id text NOT NULL,
    skill text NOT NULL,
    before_hundredths integer NOT NULL,
    due_on date NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by text NOT NULL,
    done_at timestamptz,
    recheck_evaluation_id uuid REFERENCES evaluation,
    after_hundredths integer,
    rechecked_at timestamptz,
    task bytea NOT NULL,
    outcome bytea
);
CREATE INDEX ON coaching_item (opened_at DESC, id DESC);
CREATE INDEX ON coaching_item (agent_id);
