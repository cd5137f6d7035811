-- A day after their end, so that who comes back late still hears that the session is over.
-- bind: some
DELETE FROM session
WHERE id IN (
    SELECT id
    FROM session
    WHERE least(ended_at, expires_at) < :now::timestamptz - interval '1 day'
    ORDER BY expires_at
    LIMIT :some::bigint)
