-- bind: domain
SELECT epoch, pos FROM cursor WHERE domain = :domain::text
