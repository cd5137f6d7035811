-- Of the customer and those merged into it, by currency.
-- bind: tiered_id from_time
SELECT d.currency, sum(d.amount_minor)::bigint AS minor
FROM deal AS d
WHERE d.reversed_at IS NULL AND d.closed_at > :from_time::timestamptz
    AND d.customer_id IN (SELECT c.id FROM customer AS c WHERE c.id = :tiered_id::uuid OR c.alias_of = :tiered_id::uuid)
GROUP BY d.currency
