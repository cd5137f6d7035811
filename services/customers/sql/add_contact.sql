-- into: Contact
-- bind: id name_sealed name_masked
INSERT INTO contact (id, customer_id, name_sealed, name_masked, level, function, job_role, created_at)
VALUES (:id::uuid, :customer_id::uuid, :name_sealed::bytea, :name_masked, :level, :function, :job_role,
    :now::timestamptz)
RETURNING id, customer_id, name_masked, level, function, job_role, state, version, created_at
