-- Return visits have a permission of their own: who records surveys has it, and who owns the deal, for his customers.
INSERT INTO role_grant (role, permission, scope)
SELECT role, 'aftersales.visit', scope FROM role_grant WHERE permission = 'aftersales.survey'
ON CONFLICT DO NOTHING;
INSERT INTO role_grant (role, permission, scope)
SELECT code, 'aftersales.visit', CASE code WHEN 'sales_manager' THEN 'SUBTREE' ELSE 'OWN' END
FROM role
WHERE code IN ('telesales_agent', 'field_sales', 'sales_manager')
ON CONFLICT DO NOTHING;
