-- All of them anew.
-- bind: head_id codes days contacts cycle
WITH gone AS (
    DELETE FROM decision_step WHERE customer_id = :head_id::uuid AND nth > coalesce(cardinality(:codes::text[]), 0)
), cycle AS (
    UPDATE customer
    SET decision_cycle_days = :cycle::integer, version = version + 1, updated_at = :now::timestamptz
    WHERE id = :head_id::uuid
)
INSERT INTO decision_step (customer_id, nth, code, days, contact_id)
SELECT :head_id::uuid, g.nth, g.code, nullif(g.days, '')::integer, nullif(g.contact_id, '')::uuid
FROM unnest(:codes::text[], :days::text[], :contacts::text[]) WITH ORDINALITY AS g (code, days, contact_id, nth)
ON CONFLICT (customer_id, nth) DO UPDATE
SET code = excluded.code, days = excluded.days, contact_id = excluded.contact_id
