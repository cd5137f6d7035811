-- into: ContactPoint
-- bind: point_id point_state point_reason
UPDATE contact_point AS p
SET state = :point_state, invalid_reason = :point_reason, version = version + 1
WHERE p.id = :point_id::uuid
RETURNING p.id, p.customer_id, p.contact_id, p.kind, p.state, p.masked, p.invalid_reason, p.version, p.created_at,
    EXISTS (
        SELECT FROM contact_point AS other
        JOIN customer AS f ON f.id = other.customer_id
        WHERE other.blind = p.blind AND coalesce(f.alias_of, f.id) <> (
                SELECT coalesce(o.alias_of, o.id) FROM customer AS o WHERE o.id = p.customer_id)
            AND other.state <> 'RETIRED') AS shared
