-- The sealed value that is asked for, of the customer or of those merged into it; whose key it is under, and what it
-- was labelled when sealed.
-- bind: wanted
SELECT wanted.sealed, wanted.label, wanted.subject_id, k.wrapped, k.master_version
FROM (
    SELECT name_sealed AS sealed, 'name' AS label, id AS subject_id
    FROM customer
    WHERE :wanted = 'NAME' AND id = :customer_id::uuid
    UNION ALL
    SELECT birth_date_sealed, 'birth_date', id
    FROM customer
    WHERE :wanted = 'BIRTH_DATE' AND id = :customer_id::uuid
    UNION ALL
    SELECT registration_sealed, 'registration', id
    FROM customer
    WHERE :wanted = 'REGISTRATION_NUMBER' AND id = :customer_id::uuid
    UNION ALL
    SELECT value_sealed, 'contact_point', customer_id
    FROM contact_point
    WHERE :wanted = 'CONTACT_POINT' AND id = :target_id::uuid
    UNION ALL
    SELECT name_sealed, 'contact_name', customer_id
    FROM contact
    WHERE :wanted = 'CONTACT_NAME' AND id = :target_id::uuid
    UNION ALL
    SELECT raw_sealed, 'raw', subject_id
    FROM capture
    WHERE :wanted = 'CAPTURE' AND id = :target_id::uuid
    UNION ALL
    SELECT number_sealed, 'bank_account', customer_id
    FROM bank_account
    WHERE :wanted = 'BANK_ACCOUNT' AND id = :target_id::uuid
    UNION ALL
    SELECT address_sealed, 'ship_to', customer_id
    FROM ship_to
    WHERE :wanted = 'SHIP_TO' AND id = :target_id::uuid
    UNION ALL
    SELECT birth_date_sealed, 'contact_birth_date', customer_id
    FROM contact
    WHERE :wanted = 'CONTACT_BIRTH_DATE' AND id = :target_id::uuid
    UNION ALL
    SELECT day_sealed, 'care_date', customer_id
    FROM care_date
    WHERE :wanted = 'CARE_DATE' AND id = :target_id::uuid) AS wanted
LEFT JOIN subject_key AS k ON k.subject_id = wanted.subject_id
WHERE wanted.subject_id IN (
    SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid)
