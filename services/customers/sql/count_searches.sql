SELECT count(*) AS lately FROM search_audit WHERE actor = :actor AND at > :now::timestamptz - interval '1 minute'
