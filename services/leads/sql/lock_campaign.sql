-- bind: campaign
SELECT version
FROM campaign
WHERE code = :campaign::text
FOR UPDATE
