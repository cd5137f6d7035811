-- How many of these are people of the customer.
-- bind: contacts customer_id
SELECT count(*) AS known
FROM contact AS t
WHERE t.id = ANY (:contacts::uuid[]) AND t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
