DELETE FROM role_grant WHERE role = :code
