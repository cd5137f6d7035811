-- into: TierRule
SELECT tier, kind, industries, size_bands, regions, income_bands
FROM tier_rule
WHERE version = (SELECT max(version) FROM tier_version)
ORDER BY nth
