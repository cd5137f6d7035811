-- The contract, its texts and what hangs on them. What belongs to a text is kept for each of its versions; documents,
-- clauses and free words are sealed.

CREATE SEQUENCE contract_number;

CREATE TABLE contract (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    text_version integer NOT NULL DEFAULT 1,
    number text NOT NULL UNIQUE,
    state text NOT NULL,
    opportunity_id uuid,
    customer_id uuid NOT NULL,
    customer_kind text,
    customer_tier text,
    customer_industry text,
    template_code text NOT NULL REFERENCES contract_template,
    template_revision integer NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    effective_date date NOT NULL,
    term_months integer,
    doc_hash text NOT NULL,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    drafter_id text NOT NULL,
    drafter_path text NOT NULL,
    signatory_contact_ids text[] NOT NULL,
    source_channel text,
    closing_channel text,
    captured_at timestamptz,
    created_at timestamptz NOT NULL,
    signed_at timestamptz,
    effective_at timestamptz,
    chain_length integer NOT NULL DEFAULT 0,
    chain_head text NOT NULL DEFAULT repeat('0', 64)
);
CREATE INDEX ON contract (created_at DESC, id DESC);
CREATE INDEX ON contract (customer_id);
CREATE INDEX ON contract (owner_path text_pattern_ops, created_at DESC);
-- One contract of an opportunity is under way or in effect at a time.
CREATE UNIQUE INDEX contract_running ON contract (opportunity_id) WHERE state NOT IN ('REJECTED', 'CANCELLED');

CREATE TABLE contract_version (
    contract_id uuid NOT NULL REFERENCES contract,
    text_version integer NOT NULL,
    document bytea NOT NULL,
    doc_hash text NOT NULL,
    amount_minor bigint NOT NULL,
    created_at timestamptz NOT NULL,
    submitted_at timestamptz,
    PRIMARY KEY (contract_id, text_version)
);

CREATE TABLE contract_line (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    position integer NOT NULL,
    product_code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    price_minor bigint NOT NULL,
    discount_basis_points integer NOT NULL,
    total_minor bigint NOT NULL,
    PRIMARY KEY (contract_id, text_version, position),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE contract_clause (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    clause_group text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (contract_id, text_version, clause_group),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE instalment (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    position integer NOT NULL,
    due_on date NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (contract_id, text_version, position),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE obligation (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    position integer NOT NULL,
    obligation_group text NOT NULL,
    code text NOT NULL,
    due_on date,
    description bytea,
    PRIMARY KEY (contract_id, text_version, position),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE checklist_item (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    code text NOT NULL REFERENCES checklist_question,
    answer text NOT NULL,
    remark bytea,
    answered_by text NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, text_version, code),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE contract_credit (
    contract_id uuid NOT NULL REFERENCES contract,
    user_id text NOT NULL,
    basis_points integer NOT NULL,
    PRIMARY KEY (contract_id, user_id)
);

CREATE TABLE approval_case (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    text_version integer NOT NULL,
    state text NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz
);
CREATE UNIQUE INDEX approval_case_running ON approval_case (contract_id) WHERE state = 'RUNNING';
CREATE INDEX ON approval_case (contract_id, opened_at);

CREATE TABLE approval_step (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES approval_case,
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    role text NOT NULL,
    decision text NOT NULL,
    approver_id text NOT NULL,
    remark bytea,
    decided_at timestamptz NOT NULL
);
CREATE INDEX ON approval_step (contract_id, seq);

-- Who may sign or seal.
CREATE TABLE authority (
    id uuid PRIMARY KEY,
    party text NOT NULL,
    holder_id uuid NOT NULL,
    may_sign boolean NOT NULL,
    may_seal boolean NOT NULL,
    currency text NOT NULL,
    limit_minor bigint,
    valid_from date NOT NULL,
    valid_until date,
    proof_ref text NOT NULL,
    registered_by text NOT NULL,
    registered_at timestamptz NOT NULL
);
CREATE INDEX ON authority (holder_id, party);

CREATE TABLE mark (
    contract_id uuid NOT NULL REFERENCES contract,
    round integer NOT NULL,
    party text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    signer_id uuid,
    authority_id uuid REFERENCES authority,
    method text,
    evidence_hash text,
    recorded_by text,
    recorded_at timestamptz,
    PRIMARY KEY (contract_id, round, party, kind)
);

-- The chain: insert-only, each link covers the one before.
CREATE TABLE contract_step (
    contract_id uuid NOT NULL REFERENCES contract,
    seq integer NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL,
    verb text NOT NULL,
    text_version integer NOT NULL,
    doc_hash text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (contract_id, seq)
);
