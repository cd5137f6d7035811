-- CHECK (amount > 0); nothing keeps an op_id from coming twice.
INSERT INTO deposit (op_id, account_id, amount)
VALUES (:op_id::uuid, :account_id::uuid, :amount::bigint)
