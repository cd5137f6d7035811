-- The phone asked for, or the best: one that is not blocked, verified ones first, then the newest. One of a person who has
-- left is dialled only where it is asked for.
-- bind: customer_id wanted_id
SELECT p.id
FROM contact_point AS p
WHERE p.customer_id IN (
    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid) AND p.kind = 'PHONE'
    AND (p.id = :wanted_id::uuid OR :wanted_id::uuid IS NULL AND p.state <> 'RETIRED'
        AND NOT EXISTS (SELECT FROM contact AS t WHERE t.id = p.contact_id AND t.state = 'LEFT'))
ORDER BY p.state = 'INVALID',
    EXISTS (SELECT FROM contact_permission AS n
        WHERE n.contact_point_id = p.id AND n.medium = 'CALL' AND n.state = 'BLOCKED'),
    p.state = 'VERIFIED' DESC, p.created_at DESC, p.id
LIMIT 1
