-- Names of colleagues for those who decide, sign, book and inspect across all teams.
INSERT INTO role_grant (role, permission, scope)
SELECT role, 'identity.read', 'ALL'
FROM unnest(ARRAY['legal', 'signatory', 'finance', 'after_sales', 'qa_inspector']) AS role
ON CONFLICT DO NOTHING;
