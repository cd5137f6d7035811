-- bind: locale email quiet_from quiet_until mutes expected
INSERT INTO preference (user_id, locale, email, quiet_from, quiet_until, mutes, version)
SELECT
    :actor::uuid, :locale::text, :email::bytea, :quiet_from::integer, :quiet_until::integer, :mutes::text[], 1
WHERE coalesce(:expected::bigint, 0) = 0 OR EXISTS (SELECT FROM preference WHERE user_id = :actor::uuid)
ON CONFLICT (user_id) DO UPDATE
SET locale = excluded.locale, email = excluded.email, quiet_from = excluded.quiet_from,
    quiet_until = excluded.quiet_until, mutes = excluded.mutes, version = preference.version + 1
WHERE :expected::bigint IS NULL OR preference.version = :expected::bigint
RETURNING version
