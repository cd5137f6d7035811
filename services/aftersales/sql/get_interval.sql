-- That of the tier, else the one for every other tier.
-- bind: customer_tier
SELECT months
FROM visit_interval
WHERE tier IN (coalesce(:customer_tier::text, '*'), '*')
ORDER BY tier = '*'
LIMIT 1
