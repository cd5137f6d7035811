-- into: Competitor
SELECT code, name, products, services, pricing, share_percent, reviews, strengths, weaknesses, differentiators, version,
    updated_at
FROM competitor
ORDER BY code
LIMIT 500
