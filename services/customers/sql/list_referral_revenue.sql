-- into: ReferralRevenue
SELECT r.role, d.currency, sum(d.amount_minor)::bigint AS revenue_minor
FROM referral AS r
JOIN customer AS c ON c.id = r.customer_id
JOIN customer AS f ON f.id = coalesce(c.alias_of, c.id) OR f.alias_of = coalesce(c.alias_of, c.id)
JOIN deal AS d ON d.customer_id = f.id AND d.reversed_at IS NULL AND d.closed_at >= r.recorded_at
WHERE starts_with(c.owner_path, :scope) AND (:since::timestamptz IS NULL OR r.recorded_at >= :since::timestamptz)
    AND (:until::timestamptz IS NULL OR r.recorded_at < :until::timestamptz)
GROUP BY 1, 2
ORDER BY 1, 2
