-- into: Contact
-- bind: name_sealed name_masked birth_date_sealed birthday_blind contact_state
UPDATE contact
SET name_sealed = coalesce(:name_sealed::bytea, name_sealed),
    name_masked = coalesce(:name_masked::text, name_masked),
    level = coalesce(:level::text, level),
    function = coalesce(:function::text, function),
    job_role = coalesce(:job_role::text, job_role),
    department_id = coalesce(:department_id::uuid, department_id),
    birth_date_sealed = coalesce(:birth_date_sealed::bytea, birth_date_sealed),
    birthday_blind = coalesce(:birthday_blind::text, birthday_blind),
    state = :contact_state::text,
    version = version + 1
WHERE id = :id::uuid
RETURNING id, customer_id, name_masked, level, function, job_role, state, version, created_at, department_id,
    birth_date_sealed IS NOT NULL AS birth_date_known
