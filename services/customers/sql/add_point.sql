-- Nothing if the customer has it already, under whichever master key it was indexed; with :alone also if another has.
-- bind: alone id customer_id head_id contact_id kind blind blind_version blinds last_four_blind value_sealed masked
INSERT INTO contact_point (id, customer_id, contact_id, kind, blind, blind_version, last_four_blind, value_sealed,
    masked, created_at)
SELECT :id::uuid, :customer_id::uuid, :contact_id::uuid, :kind, :blind, :blind_version::integer, :last_four_blind,
    :value_sealed::bytea, :masked, :now::timestamptz
WHERE NOT EXISTS (
    SELECT FROM contact_point AS own
    JOIN customer AS f ON f.id = own.customer_id
    WHERE own.blind = ANY (:blinds::text[]) AND coalesce(f.alias_of, f.id) = :head_id::uuid)
    AND (NOT :alone::boolean OR NOT EXISTS (
        SELECT FROM contact_point AS other
        JOIN customer AS f ON f.id = other.customer_id AND f.state <> 'ERASED'
        WHERE other.blind = ANY (:blinds::text[]) AND coalesce(f.alias_of, f.id) <> :head_id::uuid
            AND other.state <> 'RETIRED'))
ON CONFLICT (customer_id, blind) DO NOTHING
RETURNING id, :head_id::uuid AS customer_id, contact_id, kind, state, masked, version, created_at,
    EXISTS (
        SELECT FROM contact_point AS other
        JOIN customer AS f ON f.id = other.customer_id
        WHERE other.blind = ANY (:blinds::text[]) AND coalesce(f.alias_of, f.id) <> :head_id::uuid
            AND other.state <> 'RETIRED') AS shared
