-- The sealed value that is asked for, whose key it is under, and what it was labelled when sealed.
-- bind: wanted
SELECT sealed, label, subject_id
FROM (
    SELECT name_sealed AS sealed, 'name' AS label, id AS subject_id
    FROM customer
    WHERE :wanted = 'NAME' AND id = :customer_id::uuid
    UNION ALL
    SELECT birth_date_sealed, 'birth_date', id
    FROM customer
    WHERE :wanted = 'BIRTH_DATE' AND id = :customer_id::uuid
    UNION ALL
    SELECT value_sealed, 'contact_point', customer_id
    FROM contact_point
    WHERE :wanted = 'CONTACT_POINT' AND id = :target_id::uuid AND customer_id = :customer_id::uuid
    UNION ALL
    SELECT name_sealed, 'contact_name', customer_id
    FROM contact
    WHERE :wanted = 'CONTACT_NAME' AND id = :target_id::uuid AND customer_id = :customer_id::uuid
    UNION ALL
    SELECT raw_sealed, 'raw', subject_id
    FROM capture
    WHERE :wanted = 'CAPTURE' AND id = :target_id::uuid AND customer_id = :customer_id::uuid) AS wanted
