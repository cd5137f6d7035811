-- into: Segment
SELECT code, version, name, put_by, put_at
FROM segment
WHERE code = :code::text AND (:version::bigint IS NULL OR version = :version::bigint)
ORDER BY version DESC
LIMIT 1
