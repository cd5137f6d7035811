-- bind: reason
SELECT code, accepted
FROM missing_reason
WHERE code = :reason::text
