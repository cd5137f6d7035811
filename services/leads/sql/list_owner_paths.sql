-- bind: most
-- The owners' paths in the scope that bear leads, found one after the other in the index; one more than `most`: too many.
WITH RECURSIVE path AS (
    (SELECT owner_path
    FROM lead
    WHERE owner_path >= :scope::text AND owner_path < :scope::text || chr(1114111)
    ORDER BY owner_path
    LIMIT 1)
    UNION ALL
    SELECT (SELECT lead.owner_path
        FROM lead
        WHERE lead.owner_path > path.owner_path AND lead.owner_path < :scope::text || chr(1114111)
        ORDER BY lead.owner_path
        LIMIT 1)
    FROM path
    WHERE owner_path IS NOT NULL
)
SELECT owner_path
FROM path
WHERE owner_path <> '/'
LIMIT :most::bigint + 1
