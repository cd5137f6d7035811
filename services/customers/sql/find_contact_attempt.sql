-- What stands against using a decision for this message; of decisions about the customer only.
-- bind: customer_id
SELECT permitted, contact_point_id = :contact_point_id::uuid AND medium = :medium AS fits,
    activity_id IS NOT NULL AS used, coalesce(usable_until <= :now::timestamptz, false) AS expired
FROM contact_attempt
WHERE id = :decision_id::uuid AND customer_id IN (
    SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
