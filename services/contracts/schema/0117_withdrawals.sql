-- What is charged each month, and imports that were undone: their keys are free again.
ALTER TABLE contract_import
    ADD COLUMN monthly_minor bigint,
    ADD COLUMN withdrawn_at timestamptz,
    DROP CONSTRAINT contract_import_natural_key_key;
CREATE UNIQUE INDEX contract_import_natural_key ON contract_import (natural_key) WHERE withdrawn_at IS NULL;
DROP INDEX contract_import_bulk_id_idx;
CREATE INDEX ON contract_import (bulk_id, imported_at, contract_id);

DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW contract_row AS ' || rtrim(pg_get_viewdef('contract_row'::regclass), '; ') || $more$
UNION ALL
SELECT contract_id, 'contract_import.months', digest_of(jsonb_build_array(monthly_minor))
FROM contract_import
WHERE monthly_minor IS NOT NULL
UNION ALL
SELECT contract_id, 'contract_import.withdrawal', digest_of(jsonb_build_array(us_of(withdrawn_at)))
FROM contract_import
WHERE withdrawn_at IS NOT NULL$more$;
END $$;
