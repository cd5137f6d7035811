-- Ten in a row shut the login for 15 minutes; after that, and after a day, counting begins anew.
-- bind: login_hash
INSERT INTO sign_in_failure AS f (login_hash, failures, last_at)
VALUES (:login_hash, 1, :now::timestamptz)
ON CONFLICT (login_hash) DO UPDATE
SET failures = CASE
        WHEN f.locked_until <= excluded.last_at OR f.last_at < excluded.last_at - interval '1 day' THEN 1
        ELSE f.failures + 1
    END,
    locked_until = CASE
        WHEN f.locked_until <= excluded.last_at OR f.failures + 1 < 10 THEN NULL
        ELSE excluded.last_at + interval '15 minutes'
    END,
    last_at = excluded.last_at
RETURNING failures, locked_until, locked_until IS NOT NULL AS locked
