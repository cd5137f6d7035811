-- What the roles may do with bottom lines, discounts, forecasts of others, and requests for engineers.
INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM (VALUES
    ('sales_manager', 'SUBTREE', ARRAY[
        'opportunities.bottom_line', 'opportunities.discount', 'opportunities.forecast']),
    ('telesales_agent', 'OWN', ARRAY['opportunities.bottom_line']),
    ('field_sales', 'OWN', ARRAY['opportunities.bottom_line']),
    ('engineer', 'OWN', ARRAY['opportunities.engineer'])
) AS shipped (role, scope, permissions)
ON CONFLICT DO NOTHING;
