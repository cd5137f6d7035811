-- bind: id version kinds amounts currencies
INSERT INTO activity_cost (activity_id, activity_version, nth, kind, amount_minor, currency)
SELECT :id::uuid, :version::integer, g.nth, g.kind, g.amount_minor, g.currency
FROM unnest(:kinds::text[], :amounts::bigint[], :currencies::text[]) WITH ORDINALITY
    AS g (kind, amount_minor, currency, nth)
