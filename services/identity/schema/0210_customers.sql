-- Who keeps the customer's record, the register of competitors, duplicates and the rules about customers.
INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM (VALUES
    ('sales_manager', 'SUBTREE', ARRAY['customers.competition', 'customers.merge']),
    ('sales_manager', 'ALL', ARRAY['customers.setup', 'customers.insight']),
    ('telesales_agent', 'OWN', ARRAY['customers.competition']),
    ('field_sales', 'OWN', ARRAY['customers.competition'])
) AS shipped (role, scope, permissions)
ON CONFLICT DO NOTHING;
