-- What the roles may do in aftersales, qa, notifications, insights and with dead letters.
INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM (VALUES
    ('ops', 'ALL', ARRAY[
        'ops.read', 'ops.repair', 'notifications.webhooks', 'notifications.rules', 'insights.read', 'insights.rebuild',
        'aftersales.read', 'qa.read']),
    ('sales_manager', 'SUBTREE', ARRAY[
        'contracts.void', 'aftersales.read', 'aftersales.case', 'qa.read', 'qa.review', 'insights.read',
        'insights.targets']),
    ('sales_manager', 'ALL', ARRAY['aftersales.intake']),
    ('telesales_agent', 'ALL', ARRAY['aftersales.intake']),
    ('telesales_agent', 'OWN', ARRAY['aftersales.read', 'qa.record', 'qa.read', 'qa.appeal', 'insights.read']),
    ('field_sales', 'ALL', ARRAY['aftersales.intake']),
    ('field_sales', 'OWN', ARRAY['aftersales.read', 'qa.record', 'qa.read', 'qa.appeal', 'insights.read']),
    ('store_clerk', 'ALL', ARRAY['aftersales.intake']),
    ('store_clerk', 'OWN', ARRAY['insights.read']),
    ('after_sales', 'ALL', ARRAY[
        'aftersales.read', 'aftersales.deliver', 'aftersales.case', 'aftersales.intake', 'aftersales.survey',
        'customers.activity', 'insights.read']),
    ('qa_inspector', 'ALL', ARRAY[
        'qa.record', 'qa.read', 'qa.sample', 'qa.evaluate', 'qa.scorecard', 'insights.read']),
    ('finance', 'ALL', ARRAY['insights.read', 'aftersales.read'])
) AS shipped (role, scope, permissions)
ON CONFLICT DO NOTHING;
