-- Nothing where the id is of no account of this customer. Written anew it is the present customer's own.
-- into: BankAccount
-- bind: row_id customer_id number_sealed number_masked is_closed
INSERT INTO bank_account AS t (id, customer_id, bank, number_sealed, number_masked, currency, finance_contact_id, closed)
SELECT :row_id::uuid, :customer_id::uuid, :bank::text, :number_sealed::bytea, :number_masked::text, :currency::text,
    :finance_contact_id::uuid, :is_closed::boolean
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM bank_account AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, bank = excluded.bank, number_sealed = excluded.number_sealed,
    number_masked = excluded.number_masked, currency = excluded.currency,
    finance_contact_id = excluded.finance_contact_id, closed = excluded.closed, version = t.version + 1
RETURNING id, customer_id, bank, number_masked, currency, finance_contact_id, closed, version
