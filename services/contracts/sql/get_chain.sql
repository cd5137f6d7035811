-- bind: id
SELECT chain_length, chain_head
FROM contract
WHERE id = :id::uuid
