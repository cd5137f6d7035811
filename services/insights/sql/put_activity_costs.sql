-- bind: kinds currencies amounts
INSERT INTO activity_cost (activity_id, activity_version, nth, kind, currency, amount_minor)
SELECT :activity_id::uuid, coalesce(:activity_version::bigint, 1), nth, kind, currency, amount_minor
FROM unnest(:kinds::text[], :currencies::text[], :amounts::bigint[]) WITH ORDINALITY AS c (kind, currency, amount_minor, nth)
ON CONFLICT DO NOTHING
