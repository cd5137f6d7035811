-- bind: template_code
SELECT code, revision
FROM contract_template
WHERE code = :template_code::text
