-- bind: since
SELECT coalesce(string_agg(DISTINCT field, ', ' ORDER BY field), 'nothing that is shown') AS fields
FROM contract_change, unnest(fields) AS field
WHERE contract_id = :id::uuid AND version > :since::bigint
