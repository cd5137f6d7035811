-- bind: customer_id birthday_blind
UPDATE customer SET birthday_blind = :birthday_blind::text WHERE id = :customer_id::uuid
