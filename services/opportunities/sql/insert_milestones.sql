-- bind: plan_id codes dues targets
INSERT INTO milestone (plan_id, position, code, due_on, target)
SELECT :plan_id::uuid, position, code, due_on, target
FROM unnest(:codes::text[], :dues::date[], :targets::bigint[])
    WITH ORDINALITY AS mark (code, due_on, target, position)
