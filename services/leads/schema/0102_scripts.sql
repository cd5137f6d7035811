-- Scripts and answer templates in versions, and the conversations in which they were shown.

CREATE TABLE script (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    terms text[] NOT NULL,
    title_terms text[] NOT NULL,
    product text,
    stage text,
    segment text,
    author_id text NOT NULL,
    decided_by text,
    remark text,
    decided_at timestamptz,
    valid_from date,
    valid_until date,
    review_due date NOT NULL,
    review_told boolean NOT NULL DEFAULT false,
    uses bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    UNIQUE (code, number)
) WITH (fillfactor = 80);
-- One version of a code is worked on, one is in force.
CREATE UNIQUE INDEX ON script (code) WHERE state IN ('DRAFT', 'IN_REVIEW');
CREATE UNIQUE INDEX script_one_published ON script (code) WHERE state = 'PUBLISHED';
CREATE INDEX ON script (created_at DESC, id DESC);
CREATE INDEX ON script (kind, product) WHERE state = 'PUBLISHED';
CREATE INDEX ON script (review_due) WHERE state = 'PUBLISHED';
CREATE INDEX script_terms ON script USING gin (terms) WITH (fastupdate = off) WHERE state = 'PUBLISHED';

-- The columns of the message Script.
CREATE VIEW script_row AS
SELECT id, code, number, code || '@' || number AS script_version, kind, state, title, body, product, stage, segment,
    author_id, decided_by, remark, decided_at, valid_from, valid_until, review_due, uses, created_at, version
FROM script;

CREATE TABLE script_use (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    script_id uuid NOT NULL,
    call_id uuid,
    lead_id uuid,
    agent_id text,
    used_at timestamptz NOT NULL,
    contact boolean NOT NULL DEFAULT false,
    disposition text,
    overcame boolean
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX script_use_once ON script_use (script_id, call_id) WHERE call_id IS NOT NULL;
CREATE INDEX ON script_use (script_id, used_at);

INSERT INTO job (kind, dedupe, due_at, payload) VALUES ('script_care', 'clock', now(), '');
