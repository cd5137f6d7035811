-- No method asks for it.
DELETE FROM role_grant WHERE permission = 'contracts.change';
