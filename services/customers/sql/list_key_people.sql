-- into: KeyPerson
SELECT contact_id, role
FROM key_person
WHERE customer_id = :customer_id::uuid
ORDER BY contact_id, role
