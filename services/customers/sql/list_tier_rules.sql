-- into: TierRule
SELECT tier, kind, industries, size_bands, regions, income_bands, least_revenue_minor, revenue_currency
FROM tier_rule
WHERE version = (SELECT max(version) FROM tier_version)
ORDER BY nth
