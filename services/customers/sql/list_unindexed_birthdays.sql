-- Birth dates that were known before their days were indexed.
-- bind: some
SELECT p.customer_id, p.contact_id, p.birth_date_sealed, k.wrapped, k.master_version
FROM (
    SELECT id AS customer_id, NULL::uuid AS contact_id, birth_date_sealed
    FROM customer
    WHERE birth_date_sealed IS NOT NULL AND birthday_blind IS NULL
    UNION ALL
    SELECT customer_id, id, birth_date_sealed
    FROM contact
    WHERE birth_date_sealed IS NOT NULL AND birthday_blind IS NULL) AS p
JOIN subject_key AS k ON k.subject_id = p.customer_id
LIMIT :some::bigint
