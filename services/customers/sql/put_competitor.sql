-- into: Competitor
INSERT INTO competitor AS t (code, name, products, services, pricing, share_percent, reviews, strengths, weaknesses,
    differentiators, updated_at, updated_by)
VALUES (:code::text, :name::text, :products::text, :services::text, :pricing::text, :share_percent::integer,
    :reviews::text, :strengths::text, :weaknesses::text, :differentiators::text, :now::timestamptz, :actor::text)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, products = excluded.products, services = excluded.services, pricing = excluded.pricing,
    share_percent = excluded.share_percent, reviews = excluded.reviews, strengths = excluded.strengths,
    weaknesses = excluded.weaknesses, differentiators = excluded.differentiators, version = t.version + 1,
    updated_at = excluded.updated_at, updated_by = excluded.updated_by
RETURNING code, name, products, services, pricing, share_percent, reviews, strengths, weaknesses, differentiators,
    version, updated_at
