-- Who says that an obligation of a contract in effect is fulfilled, breached or waived.
INSERT INTO role_grant (role, permission, scope)
VALUES ('sales_manager', 'contracts.obligations', 'SUBTREE'),
       ('after_sales', 'contracts.obligations', 'ALL'),
       ('legal', 'contracts.obligations', 'ALL')
ON CONFLICT DO NOTHING;
