SELECT locale, email, quiet_from, quiet_until, mutes, version
FROM preference
WHERE user_id = :actor::uuid
