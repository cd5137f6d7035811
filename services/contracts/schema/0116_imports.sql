-- Contracts of the time before.
ALTER TABLE contract ALTER COLUMN customer_id DROP NOT NULL;

CREATE TABLE contract_import (
    contract_id uuid PRIMARY KEY REFERENCES contract,
    natural_key text NOT NULL UNIQUE,
    bulk_id uuid NOT NULL,
    customer_ref text,
    fact_keys text[] NOT NULL,
    fact_values text[] NOT NULL,
    imported_by text NOT NULL,
    imported_at timestamptz NOT NULL
);
CREATE INDEX ON contract_import (bulk_id);

DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW contract_row AS ' || rtrim(pg_get_viewdef('contract_row'::regclass), '; ') || $more$
UNION ALL
SELECT contract_id, 'contract_import', digest_of(jsonb_build_array(
    natural_key, bulk_id, customer_ref, fact_keys, fact_values, imported_by, us_of(imported_at)))
FROM contract_import$more$;
END $$;

INSERT INTO contract_template (code, name, active) VALUES ('imported', 'Contract of the time before', false);
INSERT INTO template_clause (template_code, revision, clause_group, body)
SELECT 'imported', 1, clause_group, 'As agreed on paper.'
FROM unnest('{PRICE,SERVICE,DELIVERY,BREACH}'::text[]) AS clause_group;
