-- into: ReferralFigure
-- bind: by_referrer
WITH r AS (
    SELECT r.role, coalesce(b.alias_of, b.id) AS referrer_id, r.recorded_at, coalesce(c.alias_of, c.id) AS head_id
    FROM referral AS r
    JOIN customer AS c ON c.id = r.customer_id
    JOIN customer AS b ON b.id = r.referrer_id
    WHERE starts_with(c.owner_path, :scope) AND (:since::timestamptz IS NULL OR r.recorded_at >= :since::timestamptz)
        AND (:until::timestamptz IS NULL OR r.recorded_at < :until::timestamptz)
), facts AS (
    SELECT r.*,
        (SELECT count(*) FROM deal AS d JOIN customer AS f ON f.id = d.customer_id
            WHERE (f.id = r.head_id OR f.alias_of = r.head_id) AND d.reversed_at IS NULL
                AND d.closed_at >= r.recorded_at) AS deals,
        EXISTS (SELECT FROM capture AS k JOIN customer AS f ON f.id = k.customer_id
            WHERE (f.id = r.head_id OR f.alias_of = r.head_id) AND k.captured_at >= r.recorded_at)
        OR EXISTS (SELECT FROM known_by AS k JOIN customer AS f ON f.id = k.record_id
            WHERE (f.id = r.head_id OR f.alias_of = r.head_id) AND k.kind = 'OPPORTUNITY'
                AND k.known_at >= r.recorded_at) AS pursued
    FROM r
)
SELECT role, CASE WHEN :by_referrer::boolean THEN referrer_id END AS referrer_id, count(*) AS referrals,
    count(*) FILTER (WHERE pursued OR deals > 0) AS pursued, count(*) FILTER (WHERE deals > 0) AS won,
    sum(deals)::bigint AS deals
FROM facts
GROUP BY 1, 2
ORDER BY won DESC, referrals DESC, role, referrer_id
LIMIT 50
