-- bind: after_id row_limit
-- into: Target
-- A target is watched from its first day to the day after its last.
SELECT t.*
FROM target_shown AS t
WHERE t.state IN ('PUBLISHED', 'ACKNOWLEDGED') AND t.achieved_at IS NULL
    AND (:now::timestamptz AT TIME ZONE t.time_zone)::date BETWEEN t."from"::date AND t.until::date + 1
    AND (:after_id::uuid IS NULL OR t.id > :after_id::uuid)
ORDER BY t.id
LIMIT :row_limit::bigint
FOR NO KEY UPDATE OF t
