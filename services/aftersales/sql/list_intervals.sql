-- into: VisitInterval
SELECT tier, months
FROM visit_interval
ORDER BY tier
