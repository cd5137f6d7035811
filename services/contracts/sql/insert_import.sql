-- bind: id fact_keys fact_values
INSERT INTO contract_import (
    contract_id, natural_key, bulk_id, customer_ref, fact_keys, fact_values, imported_by, imported_at
)
VALUES (
    :id::uuid, :natural_key::text, :bulk_id::uuid, :customer_ref::text, :fact_keys::text[], :fact_values::text[],
    :actor::text, :now::timestamptz
)
