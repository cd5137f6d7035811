-- bind: domain
SELECT pos FROM cursor WHERE domain = :domain::text
