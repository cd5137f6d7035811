-- bind: template_code
SELECT code, revision, active
FROM contract_template
WHERE code = :template_code::text
