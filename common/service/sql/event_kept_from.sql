-- The first position that no dropped partition can have held; 0 while nothing was dropped.
SELECT coalesce(min(substring(c.relname FROM 8)::bigint), 0) * 4000000 AS kept_from
FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid
WHERE i.inhparent = to_regclass('event')
