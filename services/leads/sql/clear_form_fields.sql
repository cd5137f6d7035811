-- bind: campaign
DELETE FROM form_field
WHERE campaign = :campaign::text
