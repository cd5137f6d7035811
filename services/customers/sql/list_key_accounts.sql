-- into: KeyAccount
-- bind: row_limit
SELECT k.customer_id, k.nth AS rank, k.revenue_minor,
    floor(k.revenue_minor::numeric * 10000 / t.revenue_minor)::bigint AS share_basis_points,
    floor(k.cumulative_minor * 10000 / t.revenue_minor)::bigint AS cumulative_basis_points,
    c.name_masked, c.tier, c.owner_id
FROM key_account AS k
JOIN revenue_total AS t ON t.currency = k.currency
JOIN customer AS c ON c.id = k.customer_id
WHERE k.currency = :currency::text AND k.nth > coalesce(:after_rank::bigint, 0) AND starts_with(c.owner_path, :scope)
ORDER BY k.nth
LIMIT :row_limit::bigint
