SELECT coalesce((SELECT version FROM care_rule WHERE code = :code::text), 0) AS version
