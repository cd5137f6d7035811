-- bind: codes types requireds leasts mosts choice_lists
WITH latest AS (
    SELECT coalesce(max(version), 0) + 1 AS version FROM attribute_schema WHERE industry = :industry::text
)
INSERT INTO attribute_schema (industry, version, nth, code, type, required, least, most, choices, made_at, made_by)
SELECT :industry::text, latest.version, g.nth, g.code, g.type, g.required, nullif(g.least, '')::double precision,
    nullif(g.most, '')::double precision, g.choices::text[], :now::timestamptz, :actor::text
FROM latest, unnest(:codes::text[], :types::text[], :requireds::boolean[], :leasts::text[], :mosts::text[],
    :choice_lists::text[]) WITH ORDINALITY AS g (code, type, required, least, most, choices, nth)
RETURNING version
