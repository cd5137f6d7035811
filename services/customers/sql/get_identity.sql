-- bind: suspect_id
SELECT c.name_sealed, c.registration_sealed, c.region, k.wrapped, k.master_version
FROM customer AS c
JOIN subject_key AS k ON k.subject_id = c.id
WHERE c.id = :suspect_id::uuid AND c.kind = 'ORGANISATION'
