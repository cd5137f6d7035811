-- bind: users shares
INSERT INTO deal_credit (contract_id, user_id, amount_minor)
SELECT :contract_id::text, user_id, share
FROM unnest(:users::text[], :shares::bigint[]) AS k (user_id, share)
ON CONFLICT (contract_id, user_id) DO NOTHING
