-- So many refusals of an address within 15 minutes shut it for as long.
-- bind: source_hash most
INSERT INTO sign_in_failure AS f (login_hash, failures, first_at, last_at)
VALUES (:source_hash, 1, :now::timestamptz, :now::timestamptz)
ON CONFLICT (login_hash) DO UPDATE
SET failures = CASE WHEN f.first_at < excluded.first_at - interval '15 minutes' THEN 1 ELSE f.failures + 1 END,
    first_at = CASE
        WHEN f.first_at < excluded.first_at - interval '15 minutes' THEN excluded.first_at
        ELSE f.first_at
    END,
    locked_until = CASE
        WHEN f.first_at < excluded.first_at - interval '15 minutes' OR f.failures + 1 < :most::bigint THEN NULL
        ELSE excluded.first_at + interval '15 minutes'
    END,
    last_at = excluded.last_at
