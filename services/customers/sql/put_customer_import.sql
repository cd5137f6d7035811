-- Nothing where another call took the row in meanwhile.
-- bind: id customer_id import_state
-- into: ImportedCustomer
INSERT INTO customer_import AS i (id, natural_key, bulk_id, state, customer_id, imported_at, imported_by)
VALUES (:id::uuid, :natural_key::text, :bulk_id::text, :import_state::text, :customer_id::uuid, :now::timestamptz,
    :actor::text)
ON CONFLICT (natural_key) DO UPDATE
SET bulk_id = excluded.bulk_id, state = excluded.state, customer_id = excluded.customer_id,
    imported_at = excluded.imported_at, imported_by = excluded.imported_by
WHERE i.state = 'WITHDRAWN'
RETURNING i.id, i.natural_key, i.bulk_id, i.state, i.customer_id, i.imported_at, i.imported_by
