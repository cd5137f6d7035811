-- bind: id text_version dues amounts
INSERT INTO instalment (contract_id, text_version, position, due_on, amount_minor)
SELECT :id::uuid, :text_version::integer, position, due_on, amount
FROM unnest(:dues::date[], :amounts::bigint[]) WITH ORDINALITY AS part (due_on, amount, position)
