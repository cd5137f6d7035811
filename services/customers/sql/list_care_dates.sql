-- into: CareDate
SELECT t.id, :customer_id::uuid AS customer_id, t.contact_id, t.occasion, t.subject, t.calendar, t.action, t.lead_days,
    t.paused, t.version
FROM care_date AS t
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.paused, t.id
LIMIT 200
