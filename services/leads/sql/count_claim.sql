-- bind: agent_id claims_per_day
-- Guarded once more: two claims of one agent may share a batch.
UPDATE agent
SET claims_on = (:now::timestamptz AT TIME ZONE 'UTC')::date,
    claims_today = CASE WHEN claims_on = (:now::timestamptz AT TIME ZONE 'UTC')::date THEN claims_today ELSE 0 END + 1
WHERE user_id = :agent_id::uuid
    AND (claims_on IS DISTINCT FROM (:now::timestamptz AT TIME ZONE 'UTC')::date
        OR claims_today < :claims_per_day::integer)
