-- into: ContractCredit
SELECT user_id, basis_points
FROM contract_credit
WHERE contract_id = :id::uuid
ORDER BY basis_points DESC, user_id
