-- Organisations that were named before names were indexed whole.
-- bind: some
SELECT c.id, c.name_sealed, k.wrapped, k.master_version
FROM customer AS c
JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.kind = 'ORGANISATION' AND c.name_sealed IS NOT NULL AND c.org_blind IS NULL
    AND (:after_id::uuid IS NULL OR c.id > :after_id::uuid)
ORDER BY c.id
LIMIT :some::bigint
