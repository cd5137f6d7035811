-- The roles that ship; PutRole changes them.

INSERT INTO role (code, name) VALUES
    ('admin', 'Administrator'),
    ('ops', 'Operations'),
    ('sales_manager', 'Sales manager'),
    ('telesales_agent', 'Telesales agent'),
    ('field_sales', 'Field sales'),
    ('store_clerk', 'Store clerk'),
    ('web_channel', 'Web channel (key)'),
    ('engineer', 'Engineer'),
    ('legal', 'Legal'),
    ('signatory', 'Signatory'),
    ('after_sales', 'After-sales'),
    ('qa_inspector', 'Quality inspector'),
    ('finance', 'Finance'),
    ('subscriber', 'Event subscriber (key)');

INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM (VALUES
    ('admin', 'ALL', ARRAY['*']),
    ('ops', 'ALL', ARRAY['identity.read', 'events.read']),
    ('sales_manager', 'SUBTREE', ARRAY[
        'customers.search', 'customers.read', 'customers.write', 'customers.reveal', 'customers.activity',
        'customers.call', 'customers.consent',
        'leads.capture', 'leads.read', 'leads.work', 'leads.assign', 'leads.claim',
        'opportunities.read', 'opportunities.work',
        'contracts.read', 'contracts.draft', 'contracts.approve', 'events.read']),
    ('sales_manager', 'ALL', ARRAY[
        'leads.rules', 'opportunities.catalogue', 'opportunities.products', 'identity.read']),
    ('store_clerk', 'ALL', ARRAY['customers.search', 'leads.capture']),
    ('store_clerk', 'TEAM', ARRAY['leads.read']),
    ('store_clerk', 'OWN', ARRAY['customers.read', 'customers.activity']),
    ('web_channel', 'ALL', ARRAY['leads.capture']),
    ('engineer', 'TEAM', ARRAY['opportunities.read']),
    ('engineer', 'ALL', ARRAY['opportunities.products']),
    ('legal', 'ALL', ARRAY['contracts.read', 'contracts.legal']),
    ('signatory', 'ALL', ARRAY['contracts.read', 'contracts.sign']),
    ('finance', 'ALL', ARRAY['contracts.read', 'customers.read']),
    ('after_sales', 'ALL', ARRAY['contracts.read', 'customers.read']),
    ('qa_inspector', 'ALL', ARRAY['customers.read']),
    ('subscriber', 'ALL', ARRAY['events.read'])
) AS shipped (role, scope, permissions);

INSERT INTO role_grant (role, permission, scope)
SELECT role, unnest(permissions), scope
FROM unnest(ARRAY['telesales_agent', 'field_sales']) AS role, (VALUES
    ('ALL', ARRAY['customers.search', 'leads.capture', 'opportunities.products']),
    ('TEAM', ARRAY['customers.read', 'leads.read', 'identity.read']),
    ('SUBTREE', ARRAY['leads.claim']),
    ('OWN', ARRAY[
        'customers.write', 'customers.reveal', 'customers.activity', 'customers.call', 'customers.consent',
        'leads.work', 'opportunities.read', 'opportunities.work', 'contracts.read', 'contracts.draft'])
) AS shipped (scope, permissions);
