-- Nothing where the id is of no address of this customer. Written anew it is the present customer's own.
-- into: ShipTo
-- bind: row_id customer_id address_sealed address_masked is_preferred is_closed
WITH others AS (
    UPDATE ship_to AS o
    SET preferred = false, version = o.version + 1
    WHERE :is_preferred::boolean AND o.preferred AND o.id <> :row_id::uuid
        AND o.customer_id IN (
            SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
)
INSERT INTO ship_to AS t (id, customer_id, address_sealed, address_masked, receiver_contact_id, preferred, closed)
SELECT :row_id::uuid, :customer_id::uuid, :address_sealed::bytea, :address_masked::text, :receiver_contact_id::uuid,
    :is_preferred::boolean, :is_closed::boolean
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM ship_to AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, address_sealed = excluded.address_sealed,
    address_masked = excluded.address_masked, receiver_contact_id = excluded.receiver_contact_id,
    preferred = excluded.preferred, closed = excluded.closed, version = t.version + 1
RETURNING id, customer_id, address_masked, receiver_contact_id, preferred, closed, version
