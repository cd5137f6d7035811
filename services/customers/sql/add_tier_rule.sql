-- bind: next nth tier kind industries size_bands regions income_bands
INSERT INTO tier_rule (version, nth, tier, kind, industries, size_bands, regions, income_bands)
VALUES (:next::bigint, :nth::integer, :tier::text, :kind::text, :industries::text[], :size_bands::text[],
    :regions::text[], :income_bands::text[])
