-- bind: after_at after_id row_limit work_scope
-- into: Callback
SELECT *
FROM callback_row
WHERE CASE WHEN cardinality(:states::text[]) = 0 THEN state IN ('SCHEDULED', 'DUE', 'MISSED')
        ELSE state = ANY (:states::text[]) END
    AND (owner_id = :actor::text OR (owner_id IS NOT NULL AND starts_with(owner_path, :work_scope::text))
        OR (owner_id IS NULL AND (starts_with(owner_path, :scope::text) OR owner_path = '/')))
    AND (:reach::text IS NULL OR (:reach::text = 'MINE' AND owner_id = :actor::text)
        OR (:reach::text = 'ANYONE' AND owner_id IS NULL))
    AND (:lead_id::uuid IS NULL OR lead_id = :lead_id::uuid)
    AND (:after_at::timestamptz IS NULL OR (promised_at, id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY promised_at, id
LIMIT :row_limit::bigint
