-- bind: of_id after_at after_id row_limit only_id
WITH family AS (
    SELECT id FROM customer WHERE id = :of_id::uuid OR alias_of = :of_id::uuid
), page AS (
    SELECT r.*, coalesce(c.alias_of, c.id) AS head_id, coalesce(b.alias_of, b.id) AS by_id
    FROM referral AS r
    JOIN customer AS c ON c.id = r.customer_id
    JOIN customer AS b ON b.id = r.referrer_id
    WHERE (r.referrer_id IN (SELECT id FROM family) OR r.customer_id IN (SELECT id FROM family))
        AND (:only_id::uuid IS NULL OR r.id = :only_id::uuid)
        AND (:after_at::timestamptz IS NULL OR (r.recorded_at, r.id) < (:after_at::timestamptz, :after_id::uuid))
    ORDER BY r.recorded_at DESC, r.id DESC
    LIMIT :row_limit::bigint
)
SELECT p.id, p.head_id AS customer_id, p.by_id AS referrer_id, p.role, p.contact_id, p.recorded_by, p.recorded_at,
    b.name_masked AS referrer_name_masked, h.name_masked AS customer_name_masked,
    (SELECT count(*) FROM deal AS d JOIN customer AS f ON f.id = d.customer_id
        WHERE (f.id = p.head_id OR f.alias_of = p.head_id) AND d.reversed_at IS NULL AND d.closed_at >= p.recorded_at)
        AS deals,
    EXISTS (SELECT FROM capture AS k JOIN customer AS f ON f.id = k.customer_id
        WHERE (f.id = p.head_id OR f.alias_of = p.head_id) AND k.captured_at >= p.recorded_at)
    OR EXISTS (SELECT FROM known_by AS k JOIN customer AS f ON f.id = k.record_id
        WHERE (f.id = p.head_id OR f.alias_of = p.head_id) AND k.kind = 'OPPORTUNITY'
            AND k.known_at >= p.recorded_at) AS pursued
FROM page AS p
JOIN customer AS h ON h.id = p.head_id
JOIN customer AS b ON b.id = p.by_id
ORDER BY p.recorded_at DESC, p.id DESC
