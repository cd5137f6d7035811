SELECT coalesce(max(version), 0) AS version FROM tier_version
