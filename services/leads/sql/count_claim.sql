-- bind: agent_id claims_per_day zone
-- Guarded once more: two claims of one agent may share a batch.
UPDATE agent
SET claims_on = (:now::timestamptz AT TIME ZONE :zone::text)::date,
    claims_today = CASE WHEN claims_on = (:now::timestamptz AT TIME ZONE :zone::text)::date THEN claims_today ELSE 0 END + 1
WHERE user_id = :agent_id::uuid
    AND (claims_on IS DISTINCT FROM (:now::timestamptz AT TIME ZONE :zone::text)::date
        OR claims_today < :claims_per_day::integer)
