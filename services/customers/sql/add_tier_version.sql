-- bind: next
INSERT INTO tier_version (version, made_at, made_by) VALUES (:next::bigint, :now::timestamptz, :actor::text)
