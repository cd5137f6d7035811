-- into: BankAccount
SELECT t.id, :customer_id::uuid AS customer_id, t.bank, t.number_masked, t.currency, t.finance_contact_id, t.closed,
    t.version
FROM bank_account AS t
WHERE t.customer_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
ORDER BY t.closed, t.id
LIMIT 200
