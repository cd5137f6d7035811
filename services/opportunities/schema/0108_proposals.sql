-- The case library, solutions as they were proposed, and clause sets prepared for the contract.

CREATE TABLE reference_case (
    code text NOT NULL,
    revision integer NOT NULL,
    title text NOT NULL,
    industry text,
    product_codes text[] NOT NULL,
    summary text NOT NULL,
    active boolean NOT NULL,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL,
    PRIMARY KEY (code, revision)
);
CREATE TABLE case_figure (
    code text NOT NULL,
    revision integer NOT NULL,
    metric text NOT NULL,
    before bigint NOT NULL,
    after bigint NOT NULL,
    unit text NOT NULL,
    PRIMARY KEY (code, revision, metric),
    FOREIGN KEY (code, revision) REFERENCES reference_case
);

CREATE TABLE proposal (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    version integer NOT NULL,
    drafted_by text NOT NULL,
    drafted_at timestamptz NOT NULL,
    PRIMARY KEY (opportunity_id, version)
);
CREATE TABLE proposal_point (
    opportunity_id uuid NOT NULL,
    version integer NOT NULL,
    position integer NOT NULL,
    pain_id uuid NOT NULL REFERENCES pain,
    product_code text NOT NULL,
    feature text NOT NULL,
    benefit text NOT NULL,
    PRIMARY KEY (opportunity_id, version, position),
    FOREIGN KEY (opportunity_id, version) REFERENCES proposal
);
CREATE TABLE proposal_case (
    opportunity_id uuid NOT NULL,
    version integer NOT NULL,
    code text NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (opportunity_id, version, code),
    FOREIGN KEY (opportunity_id, version) REFERENCES proposal,
    FOREIGN KEY (code, revision) REFERENCES reference_case
);

CREATE TABLE prepared_clauses (
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    position integer NOT NULL,
    clause_set_code text NOT NULL,
    chosen boolean NOT NULL,
    remark text,
    PRIMARY KEY (opportunity_id, position)
);
