SELECT code, id, version FROM role WHERE code = :code FOR UPDATE
