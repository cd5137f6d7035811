-- Nothing where the id is of no representative known at this customer.
-- into: CompetitorRep
-- bind: row_id customer_id name_sealed name_masked style_sealed contacts closenesses
INSERT INTO competitor_rep AS t (id, customer_id, competitor, name_sealed, name_masked, style_sealed, contact_ids,
    closenesses)
SELECT :row_id::uuid, :customer_id::uuid, :competitor::text, :name_sealed::bytea, :name_masked::text,
    :style_sealed::bytea, :contacts::uuid[], :closenesses::text[]
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM competitor_rep AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, competitor = excluded.competitor, name_sealed = excluded.name_sealed,
    name_masked = excluded.name_masked, style_sealed = excluded.style_sealed, contact_ids = excluded.contact_ids,
    closenesses = excluded.closenesses, version = t.version + 1
RETURNING id, customer_id, competitor, name_masked, version
