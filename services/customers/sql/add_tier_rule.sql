-- bind: next nth tier kind industries size_bands regions income_bands
-- bind: least_revenue_minor revenue_currency
INSERT INTO tier_rule (version, nth, tier, kind, industries, size_bands, regions, income_bands, least_revenue_minor,
    revenue_currency)
VALUES (:next::bigint, :nth::integer, :tier::text, :kind::text, :industries::text[], :size_bands::text[],
    :regions::text[], :income_bands::text[], :least_revenue_minor::bigint, :revenue_currency::text)
