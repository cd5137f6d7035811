-- into: ContractStep
SELECT seq, actor, at, verb, text_version, doc_hash, prev_hash, hash,
       encode(sha256(convert_to(rows, 'UTF8')), 'hex') AS rows_hash
FROM contract_step
WHERE contract_id = :id::uuid
ORDER BY seq
