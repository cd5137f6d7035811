INSERT INTO account AS a (id, balance)
VALUES (:account_id::uuid, :amount::bigint)
ON CONFLICT (id) DO UPDATE SET balance = a.balance + excluded.balance
RETURNING balance
