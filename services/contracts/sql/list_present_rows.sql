SELECT place, digest
FROM contract_row
WHERE contract_id = :id::uuid
ORDER BY place COLLATE "C"
