-- bind: campaign
-- into: FormField
SELECT key, type, label_zh, label_en, required, choices
FROM form_field
WHERE campaign = :campaign::text
ORDER BY seq
