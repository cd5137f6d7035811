-- Newest first; an activity stands once, at the time of its newest version, a historic call without a time where it
-- was imported.
-- bind: after_at after_id row_limit kinds
SELECT kind, id, at, channel, actor
FROM (
    SELECT 'CALL' AS kind, id, requested_at AS at, channel, agent_id AS actor, lead_id
    FROM call
    WHERE customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
    UNION ALL
    SELECT 'ACTIVITY', a.id, a.at, a.channel, a.recorded_by, a.lead_id
    FROM activity AS a
    WHERE a.customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
        AND NOT EXISTS (SELECT FROM activity AS b WHERE b.id = a.id AND b.version > a.version)
    UNION ALL
    SELECT 'CAPTURE', id, captured_at, channel, actor, lead_id
    FROM capture
    WHERE customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)
    UNION ALL
    SELECT 'HISTORIC_CALL', id, coalesce(started_at, imported_at), channel, imported_by, NULL
    FROM historic_call
    WHERE customer_id IN (
        SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)) AS items
WHERE (:lead_id::uuid IS NULL OR lead_id = :lead_id::uuid)
    AND (cardinality(:kinds::text[]) = 0 OR kind = ANY (:kinds::text[]))
    AND (:since::timestamptz IS NULL OR at >= :since::timestamptz)
    AND (:until::timestamptz IS NULL OR at < :until::timestamptz)
    AND (:by::text IS NULL OR actor = :by::text)
    AND (:after_at::timestamptz IS NULL OR (at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY at DESC, id DESC
LIMIT :row_limit::bigint
