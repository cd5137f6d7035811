SELECT coalesce(max(version), 0) AS version FROM segment WHERE code = :code::text
