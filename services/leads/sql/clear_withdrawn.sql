-- bind: lead_id
-- A lead whose import was undone makes room for the same one captured anew; its events keep what it was.
WITH gone AS (
    DELETE FROM lead
    WHERE id = :lead_id::uuid AND state = 'WITHDRAWN'
    RETURNING id
), untouched AS (
    DELETE FROM lead_touch
    WHERE lead_id = (SELECT id FROM gone)
)
DELETE FROM assessment
WHERE lead_id = (SELECT id FROM gone)
