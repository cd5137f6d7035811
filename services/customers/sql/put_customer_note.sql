-- Nothing where the id is of no note of this customer. Written anew it is the present customer's own.
-- into: CustomerNote
-- bind: row_id customer_id text_sealed department
INSERT INTO customer_note AS t (id, customer_id, topic, department_id, text_sealed, materials, written_by, written_at)
SELECT :row_id::uuid, :customer_id::uuid, :topic::text, :department::uuid, :text_sealed::bytea, :materials::text[],
    :actor::text, :now::timestamptz
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM customer_note AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, topic = excluded.topic, department_id = excluded.department_id,
    text_sealed = excluded.text_sealed, materials = excluded.materials, written_by = excluded.written_by,
    written_at = excluded.written_at, version = t.version + 1
RETURNING id, customer_id, topic, department_id, materials, written_by, written_at, version
