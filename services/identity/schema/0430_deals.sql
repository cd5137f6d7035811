-- Who reads the register of those who may sign and seal.
INSERT INTO role_grant (role, permission, scope)
VALUES ('legal', 'contracts.register', 'ALL'),
       ('signatory', 'contracts.register', 'ALL')
ON CONFLICT DO NOTHING;
