-- What comes after the fourth mark: the archived document, paper copies, payments, holds; and what was changed when.

-- The signed document, as it was signed. It stays as it is.
CREATE TABLE signed_document (
    contract_id uuid PRIMARY KEY REFERENCES contract,
    text_version integer NOT NULL,
    document bytea NOT NULL,
    doc_hash text NOT NULL,
    archived_at timestamptz NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'a signed document stays as it is'; END; $$;
CREATE TRIGGER signed_document_stays BEFORE UPDATE OR DELETE ON signed_document
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE paper_copy (
    contract_id uuid NOT NULL REFERENCES contract,
    position integer NOT NULL,
    party text NOT NULL,
    holder text NOT NULL,
    location text NOT NULL,
    state text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, position)
);

-- The payment plan of a contract in effect.
CREATE TABLE payment (
    contract_id uuid NOT NULL REFERENCES contract,
    position integer NOT NULL,
    due_on date NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    received_minor bigint NOT NULL DEFAULT 0 CHECK (received_minor BETWEEN 0 AND amount_minor),
    state text NOT NULL,
    PRIMARY KEY (contract_id, position)
);
CREATE INDEX ON payment (due_on) WHERE state IN ('DUE', 'PARTIAL', 'OVERDUE');

-- Money that came, or went back. Who paid and what he wrote is sealed.
CREATE TABLE receipt (
    id uuid PRIMARY KEY,
    natural_key text NOT NULL UNIQUE,
    bulk_id text,
    contract_id uuid REFERENCES contract,
    received_on date NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    applied_minor bigint NOT NULL,
    outcome text NOT NULL,
    remark bytea,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ON receipt (contract_id, recorded_at);
CREATE INDEX ON receipt (recorded_at DESC, id DESC);
CREATE INDEX ON receipt (recorded_at DESC, id DESC) WHERE outcome IN ('UNKNOWN', 'OVERPAID');

-- What finds of quality inspectors hold contracts up, and which are held.
CREATE TABLE hold_rule (
    criterion text PRIMARY KEY,
    enabled boolean NOT NULL,
    days integer NOT NULL,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL
);

CREATE TABLE contract_hold (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    violation_id uuid NOT NULL,
    criterion text NOT NULL,
    placed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    released_at timestamptz,
    released_by text,
    release_reason text,
    UNIQUE (contract_id, violation_id)
);

-- Which fields each version of a contract's row changed, to tell whoever had read an older one.
CREATE TABLE contract_change (
    contract_id uuid NOT NULL REFERENCES contract,
    version bigint NOT NULL,
    fields text[] NOT NULL,
    PRIMARY KEY (contract_id, version)
);

-- How a contract that was signed came to its end, and what it renews.
ALTER TABLE contract ADD COLUMN ended_at timestamptz, ADD COLUMN end_reason text,
    ADD COLUMN predecessor_id uuid REFERENCES contract, ADD COLUMN term_ends_on date;
CREATE INDEX ON contract (predecessor_id) WHERE predecessor_id IS NOT NULL;

-- A link of the chain names the rows that its step changed, each with its digest; the contract has those of all.
ALTER TABLE contract ADD COLUMN row_digests jsonb NOT NULL DEFAULT '{}';
ALTER TABLE contract_step ADD COLUMN rows text;

CREATE FUNCTION digest_of(facts jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN encode(sha256(convert_to(facts::text, 'UTF8')), 'hex');

CREATE FUNCTION us_of(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE
RETURN (extract(epoch FROM at) * 1000000)::bigint;

-- Every row that belongs to a contract, by a name that people can read.
CREATE VIEW contract_row AS
SELECT id AS contract_id, 'contract.terms' AS place, digest_of(jsonb_build_array(
    number, opportunity_id, customer_id, customer_kind, customer_tier, customer_industry, template_code,
    template_revision, currency, amount_minor, effective_date, term_months, doc_hash, owner_id, owner_path, drafter_id,
    drafter_path, signatory_contact_ids, source_channel, us_of(captured_at), us_of(created_at), text_version,
    deviating_groups, largest_discount, predecessor_id)) AS digest
FROM contract
UNION ALL
SELECT id, 'contract.state', digest_of(jsonb_build_array(
    state, closing_channel, us_of(signed_at), us_of(effective_at), us_of(voided_at), void_reason,
    us_of(ended_at), end_reason, term_ends_on))
FROM contract
UNION ALL
SELECT contract_id, format('contract_version %s', text_version), digest_of(jsonb_build_array(
    encode(document, 'hex'), doc_hash, amount_minor, us_of(created_at), us_of(submitted_at)))
FROM contract_version
UNION ALL
SELECT contract_id, format('contract_line %s/%s', text_version, position), digest_of(jsonb_build_array(
    product_code, name, kind, quantity, price_minor, discount_basis_points, total_minor))
FROM contract_line
UNION ALL
SELECT contract_id, format('contract_clause %s/%s', text_version, clause_group), digest_of(jsonb_build_array(
    encode(body, 'hex')))
FROM contract_clause
UNION ALL
SELECT contract_id, format('instalment %s/%s', text_version, position), digest_of(jsonb_build_array(
    due_on, amount_minor))
FROM instalment
UNION ALL
SELECT contract_id, format('obligation %s/%s', text_version, position), digest_of(jsonb_build_array(
    obligation_group, code, due_on, encode(description, 'hex')))
FROM obligation
UNION ALL
SELECT contract_id, format('checklist_item %s/%s', text_version, code), digest_of(jsonb_build_array(
    answer, encode(remark, 'hex'), answered_by, us_of(answered_at)))
FROM checklist_item
UNION ALL
SELECT contract_id, format('contract_credit %s', user_id), digest_of(jsonb_build_array(basis_points))
FROM contract_credit
UNION ALL
SELECT contract_id, format('approval_case %s', id), digest_of(jsonb_build_array(
    text_version, state, us_of(opened_at), us_of(closed_at), purpose, route_code, route_revision, repeat_policy,
    reason, opened_by))
FROM approval_case
UNION ALL
SELECT contract_id, format('approval_step %s', seq), digest_of(jsonb_build_array(
    case_id, text_version, role, decision, approver_id, on_behalf_of, encode(remark, 'hex'), us_of(decided_at)))
FROM approval_step
UNION ALL
SELECT contract_id, format('approval_slot %s', id), digest_of(jsonb_build_array(
    case_id, step, position, role, mode, kind, ref, state, us_of(waiting_since), approver_id, on_behalf_of,
    us_of(decided_at), note))
FROM approval_slot
UNION ALL
SELECT contract_id, format('mark %s/%s/%s', round, party, kind), digest_of(jsonb_build_array(
    state, signer_id, authority_id, method, evidence_hash, recorded_by, us_of(recorded_at)))
FROM mark
UNION ALL
SELECT m.contract_id, format('authority %s', a.id), digest_of(jsonb_build_array(
    a.party, a.holder_id, a.may_sign, a.may_seal, a.currency, a.limit_minor, a.valid_from, a.valid_until, a.proof_ref,
    a.registered_by, us_of(a.registered_at)))
FROM (SELECT DISTINCT contract_id, authority_id FROM mark) m
JOIN authority a ON a.id = m.authority_id
UNION ALL
SELECT contract_id, 'signed_document', digest_of(jsonb_build_array(
    text_version, encode(document, 'hex'), doc_hash, us_of(archived_at)))
FROM signed_document
UNION ALL
SELECT contract_id, format('paper_copy %s', position), digest_of(jsonb_build_array(
    party, holder, location, state, recorded_by, us_of(recorded_at)))
FROM paper_copy
UNION ALL
SELECT contract_id, format('payment %s', position), digest_of(jsonb_build_array(
    due_on, amount_minor, received_minor, state))
FROM payment
UNION ALL
SELECT contract_id, format('receipt %s', id), digest_of(jsonb_build_array(
    natural_key, bulk_id, received_on, currency, amount_minor, applied_minor, outcome, encode(remark, 'hex'),
    recorded_by, us_of(recorded_at)))
FROM receipt
WHERE contract_id IS NOT NULL
UNION ALL
SELECT contract_id, format('contract_hold %s', id), digest_of(jsonb_build_array(
    violation_id, criterion, us_of(placed_at), us_of(expires_at), us_of(released_at), released_by, release_reason))
FROM contract_hold;
