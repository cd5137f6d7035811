-- The adapter of a telephone system makes the calls of all agents and reports what happens on the line.
INSERT INTO role (code, name) VALUES ('telephone', 'Telephone adapter (key)') ON CONFLICT DO NOTHING;
INSERT INTO role_grant (role, permission, scope)
SELECT 'telephone', permission, 'ALL'
FROM unnest(ARRAY['customers.call', 'customers.telephone', 'events.read']) AS permission
ON CONFLICT DO NOTHING;
