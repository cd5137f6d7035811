-- bind: since_version
SELECT string_agg(DISTINCT field, ', ' ORDER BY field) AS fields
FROM opportunity_change, unnest(fields) AS field
WHERE opportunity_id = :id::uuid AND version > :since_version::bigint
