-- Nothing if the customer has it already, under whichever master key it was indexed.
-- bind: id customer_id contact_id kind blind blind_version blinds last_four_blind value_sealed masked
INSERT INTO contact_point (id, customer_id, contact_id, kind, blind, blind_version, last_four_blind, value_sealed,
    masked, created_at)
SELECT :id::uuid, :customer_id::uuid, :contact_id::uuid, :kind, :blind, :blind_version::integer, :last_four_blind,
    :value_sealed::bytea, :masked, :now::timestamptz
WHERE NOT EXISTS (
    SELECT FROM contact_point WHERE customer_id = :customer_id::uuid AND blind = ANY (:blinds::text[]))
ON CONFLICT (customer_id, blind) DO NOTHING
RETURNING id, customer_id, contact_id, kind, state, masked, version, created_at,
    EXISTS (
        SELECT FROM contact_point AS other
        WHERE other.blind = ANY (:blinds::text[]) AND other.customer_id <> :customer_id::uuid
            AND other.state <> 'RETIRED') AS shared
