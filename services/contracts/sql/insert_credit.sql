-- bind: id users shares
INSERT INTO contract_credit (contract_id, user_id, basis_points)
SELECT :id::uuid, user_id, share
FROM unnest(:users::text[], :shares::integer[]) AS credit (user_id, share)
