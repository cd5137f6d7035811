-- into: Department
-- bind: row_id customer_id is_closed
INSERT INTO department AS d (id, customer_id, parent_id, name, kind, closed)
VALUES (:row_id::uuid, :customer_id::uuid, :parent_id::uuid, :name::text, :kind::text, :is_closed::boolean)
ON CONFLICT (id) DO UPDATE
SET parent_id = excluded.parent_id, name = excluded.name, kind = excluded.kind, closed = excluded.closed,
    version = d.version + 1
RETURNING id, :customer_id::uuid AS customer_id, parent_id, name, kind, closed, version
