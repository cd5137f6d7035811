-- bind: id fact_keys fact_values monthly_minor
INSERT INTO contract_import (
    contract_id, natural_key, bulk_id, customer_ref, fact_keys, fact_values, imported_by, imported_at, monthly_minor
)
VALUES (
    :id::uuid, :natural_key::text, :bulk_id::uuid, :customer_ref::text, :fact_keys::text[], :fact_values::text[],
    :actor::text, :now::timestamptz, nullif(:monthly_minor::bigint, 0)
)
