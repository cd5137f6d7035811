-- bind: role
DELETE FROM buying_role
WHERE opportunity_id = :id::uuid AND contact_id = :contact_id::uuid AND role = :role::text
