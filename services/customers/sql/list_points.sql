-- Of the customer and of those merged into it; a point that both have stands once, the customer's own first, and with
-- somebody who is there rather than with somebody who left.
-- into: ContactPoint
-- bind: customer_id
SELECT q.id, :customer_id::uuid AS customer_id, q.contact_id, q.kind, q.state, q.masked, q.invalid_reason, q.version,
    q.created_at, q.shared, q.person_left
FROM (
    SELECT DISTINCT ON (p.blind) p.id, p.contact_id, p.kind, p.state, p.masked, p.invalid_reason, p.version,
        p.created_at, coalesce(t.state = 'LEFT', false) AS person_left,
        EXISTS (
            SELECT FROM contact_point AS other
            WHERE other.blind = p.blind AND other.state <> 'RETIRED'
                AND other.customer_id NOT IN (
                    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)) AS shared
    FROM contact_point AS p
    LEFT JOIN contact AS t ON t.id = p.contact_id
    WHERE p.customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
    ORDER BY p.blind, p.state = 'RETIRED', coalesce(t.state = 'LEFT', false), p.customer_id <> :customer_id::uuid, p.created_at) AS q
ORDER BY q.created_at, q.id
