-- bind: ids
SELECT id, lead_id, source_channel, phone_masked, email_masked, name_masked
FROM capture
WHERE id = ANY (:ids::uuid[])
