-- into: ContractStep
SELECT seq, actor, at, verb, text_version, doc_hash, prev_hash, hash
FROM contract_step
WHERE contract_id = :id::uuid
ORDER BY seq
