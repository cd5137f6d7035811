-- What the roles may do with templates, approval routes, paper copies, payments and holds of contracts.
INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM (VALUES
    ('legal', 'ALL', ARRAY['contracts.templates', 'contracts.copies']),
    ('signatory', 'ALL', ARRAY['contracts.copies']),
    ('finance', 'ALL', ARRAY['contracts.payments']),
    ('sales_manager', 'SUBTREE', ARRAY['contracts.override', 'contracts.change'])
) AS shipped (role, scope, permissions)
ON CONFLICT DO NOTHING;
