-- Obligations of a contract in effect and what became of them; amendments, and their documents as they were signed.

CREATE TABLE duty (
    contract_id uuid NOT NULL REFERENCES contract,
    code text NOT NULL,
    duty_group text NOT NULL,
    due_on date,
    owner_service text NOT NULL,
    state text NOT NULL,
    reason text,
    settled_by text,
    settled_at timestamptz,
    PRIMARY KEY (contract_id, code)
);

CREATE TABLE amendment (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    case_id uuid NOT NULL REFERENCES approval_case,
    reason text NOT NULL,
    term_months integer,
    doc_hash text NOT NULL,
    deviating_groups text[] NOT NULL,
    instalments_changed boolean NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, text_version),
    FOREIGN KEY (contract_id, text_version) REFERENCES contract_version
);

CREATE TABLE signed_amendment (
    contract_id uuid NOT NULL,
    text_version integer NOT NULL,
    document bytea NOT NULL,
    doc_hash text NOT NULL,
    archived_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, text_version),
    FOREIGN KEY (contract_id, text_version) REFERENCES amendment
);
CREATE TRIGGER signed_amendment_stays BEFORE UPDATE OR DELETE ON signed_amendment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The view goes on with these.
DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW contract_row AS ' || rtrim(pg_get_viewdef('contract_row'::regclass), '; ') || $more$
UNION ALL
SELECT contract_id, format('duty %s', code), digest_of(jsonb_build_array(
    duty_group, due_on, owner_service, state, reason, settled_by, us_of(settled_at)))
FROM duty
UNION ALL
SELECT contract_id, format('amendment %s', text_version), digest_of(jsonb_build_array(
    case_id, reason, term_months, doc_hash, deviating_groups, instalments_changed, requested_by, us_of(requested_at)))
FROM amendment
UNION ALL
SELECT contract_id, format('signed_amendment %s', text_version), digest_of(jsonb_build_array(
    encode(document, 'hex'), doc_hash, us_of(archived_at)))
FROM signed_amendment$more$;
END $$;
