-- bind: is_fatal
UPDATE evaluation_fact
SET score_hundredths = coalesce(:score_hundredths::bigint, 0), fatal = :is_fatal::boolean
WHERE evaluation_id = :evaluation_id::uuid
