-- bind: customer_id org_blind
UPDATE customer SET org_blind = :org_blind::text WHERE id = :customer_id::uuid
