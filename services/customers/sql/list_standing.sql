-- Customers who have bought, and whether there was a contact, a capture or a deal since, with whom was merged into them, too.
-- bind: some since
WITH page AS (
    SELECT id, state, owner_path
    FROM customer
    WHERE state IN ('ACTIVE', 'DORMANT')
        AND id > coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000')
    ORDER BY id
    LIMIT :some::bigint
    FOR NO KEY UPDATE
)
SELECT p.id, p.state, p.owner_path, EXISTS (
    SELECT
    FROM (SELECT p.id UNION ALL SELECT id FROM customer WHERE alias_of = p.id) AS record (id)
    WHERE EXISTS (SELECT FROM deal AS d WHERE d.customer_id = record.id AND d.closed_at >= :since::timestamptz)
        OR EXISTS (SELECT FROM capture AS c
            WHERE c.customer_id = record.id AND c.captured_at BETWEEN :since::timestamptz AND :now::timestamptz)
        OR EXISTS (SELECT FROM activity AS a
            WHERE a.customer_id = record.id AND a.at BETWEEN :since::timestamptz AND :now::timestamptz AND a.state = 'DONE')
        OR EXISTS (SELECT FROM call AS l
            WHERE l.customer_id = record.id AND l.requested_at >= :since::timestamptz AND l.answered_at IS NOT NULL)
) AS in_touch
FROM page AS p
ORDER BY p.id
