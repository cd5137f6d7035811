-- The month after the last one of a contract that goes on without an end.
-- bind: contract_id position zone
INSERT INTO payment (contract_id, position, due_on, amount_minor, state)
SELECT
    c.id, last.position + 1,
    (c.effective_date + make_interval(months => (1 + 12 * (extract(year FROM last.due_on) - extract(year FROM c.effective_date))
        + extract(month FROM last.due_on) - extract(month FROM c.effective_date))::integer))::date,
    i.monthly_minor, 'PLANNED'
FROM contract c
JOIN contract_import i ON i.contract_id = c.id
JOIN payment last ON last.contract_id = c.id
WHERE c.id = :contract_id::uuid AND c.term_months IS NULL AND i.monthly_minor IS NOT NULL
  AND last.position = :position::integer
ON CONFLICT (contract_id, position) DO NOTHING
RETURNING position, due_on::timestamp AT TIME ZONE :zone::text AS begins_at
