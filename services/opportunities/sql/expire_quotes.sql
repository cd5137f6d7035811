-- Who waited for a customer's answer finds it given: the state is looked at again.
-- bind: row_limit zone
UPDATE quote
SET state = 'EXPIRED'
FROM opportunity
WHERE quote.id IN (
        SELECT id
        FROM quote
        WHERE state = 'SENT' AND valid_until < (:now::timestamptz AT TIME ZONE :zone::text)::date
        ORDER BY valid_until
        LIMIT :row_limit::bigint
    )
  AND quote.state = 'SENT'
  AND opportunity.id = quote.opportunity_id
RETURNING quote.id AS quote_id, quote.version, quote.opportunity_id, opportunity.owner_id, opportunity.owner_path
