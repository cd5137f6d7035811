-- bind: some before
DELETE FROM search_audit
WHERE id IN (
    SELECT id
    FROM search_audit
    WHERE at < :before::timestamptz
    ORDER BY at
    LIMIT :some::bigint)
