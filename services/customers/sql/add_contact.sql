-- into: Contact
-- bind: id customer_id name_sealed name_masked department birth_date_sealed birthday_blind
INSERT INTO contact (id, customer_id, name_sealed, name_masked, level, function, job_role, department_id,
    birth_date_sealed, birthday_blind, created_at)
VALUES (:id::uuid, :customer_id::uuid, :name_sealed::bytea, :name_masked, :level, :function, :job_role,
    :department::uuid, :birth_date_sealed::bytea, :birthday_blind::text, :now::timestamptz)
RETURNING id, customer_id, name_masked, level, function, job_role, state, version, created_at, department_id,
    birth_date_sealed IS NOT NULL AS birth_date_known
