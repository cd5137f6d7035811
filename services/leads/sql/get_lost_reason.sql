SELECT code
FROM lost_reason
WHERE code = :reason::text
