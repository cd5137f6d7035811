-- The key of a capture without a customer goes too.
WITH gone AS (
    DELETE FROM capture
    WHERE lead_id = :lead_id::uuid
    RETURNING subject_id, customer_id
)
DELETE FROM subject_key
WHERE subject_id = (SELECT subject_id FROM gone WHERE customer_id IS NULL)
