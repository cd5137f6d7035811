-- Templates have revisions: a contract is compared with the one it was drafted from. Clause sets are alternatives that
-- were agreed in the house beforehand.
ALTER TABLE contract_template ADD COLUMN active boolean NOT NULL DEFAULT true,
    ADD COLUMN put_by text, ADD COLUMN put_at timestamptz;

ALTER TABLE template_clause DROP CONSTRAINT template_clause_pkey;
ALTER TABLE template_clause ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE template_clause ADD PRIMARY KEY (template_code, revision, clause_group);

CREATE TABLE clause_set (
    code text PRIMARY KEY,
    name text NOT NULL,
    template_code text REFERENCES contract_template,
    active boolean NOT NULL,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL
);

CREATE TABLE clause_set_clause (
    set_code text NOT NULL REFERENCES clause_set,
    clause_group text NOT NULL CHECK (clause_group IN ('PRICE', 'SERVICE', 'DELIVERY', 'BREACH')),
    body text NOT NULL,
    PRIMARY KEY (set_code, clause_group)
);

ALTER TABLE contract ADD COLUMN deviating_groups text[] NOT NULL DEFAULT '{}',
    ADD COLUMN largest_discount integer NOT NULL DEFAULT 0;
