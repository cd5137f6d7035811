-- bind: id customer_id contact_id kind blind blind_version last_four_blind value_sealed masked
INSERT INTO contact_point (id, customer_id, contact_id, kind, blind, blind_version, last_four_blind, value_sealed,
    masked, created_at)
VALUES (:id::uuid, :customer_id::uuid, :contact_id::uuid, :kind, :blind, :blind_version::integer, :last_four_blind,
    :value_sealed::bytea, :masked, :now::timestamptz)
ON CONFLICT (customer_id, blind) DO NOTHING
RETURNING id, customer_id, contact_id, kind, state, masked, version, created_at,
    EXISTS (
        SELECT FROM contact_point AS other
        WHERE other.blind = :blind AND other.customer_id <> :customer_id::uuid AND other.state <> 'RETIRED') AS shared
