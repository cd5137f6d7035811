SELECT code, version FROM competitor WHERE code = :code::text FOR NO KEY UPDATE
