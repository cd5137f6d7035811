SELECT revision
FROM contract_template
WHERE code = :code::text
FOR UPDATE
