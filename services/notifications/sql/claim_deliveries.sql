-- bind: subscription_ids claim_limit lease_until
WITH touched AS (
    UPDATE subscription
    SET claimed_at = :now::timestamptz
    WHERE id = ANY (:subscription_ids::uuid[])
), picked AS (
    SELECT d.id
    FROM subscription AS s
    CROSS JOIN LATERAL (
        SELECT w.id, w.due_at
        FROM delivery AS w
        WHERE w.subscription_id = s.id AND w.due_at <= :now::timestamptz
          AND (w.leased_until IS NULL OR w.leased_until < :now::timestamptz)
          AND (w.is_verification OR s.state = 'ACTIVE')
          AND (NOT s.ordered OR NOT EXISTS (
              SELECT FROM delivery AS e
              WHERE e.subscription_id = w.subscription_id AND e.agg_id = w.agg_id AND e.seq < w.seq
                AND e.due_at IS NOT NULL))
        ORDER BY w.due_at, w.seq
        LIMIT greatest(0, s.concurrency - (
            SELECT count(*) FROM delivery AS u
            WHERE u.subscription_id = s.id AND u.due_at IS NOT NULL AND u.leased_until >= :now::timestamptz))
    ) AS d
    WHERE s.id = ANY (:subscription_ids::uuid[])
    ORDER BY d.due_at
    LIMIT :claim_limit::bigint
)
UPDATE delivery AS d
SET state = 'SENDING', attempts = d.attempts + 1, attempts_ever = d.attempts_ever + 1,
    leased_until = :lease_until::timestamptz
FROM picked, subscription AS s, webhook_body AS b
WHERE d.id = picked.id AND s.id = d.subscription_id AND b.event_id = d.event_id
RETURNING
    d.id, d.subscription_id, d.event_id, d.attempts, d.attempts_ever, s.url, s.secret,
    CASE WHEN s.old_secret_until > :now::timestamptz THEN s.old_secret END AS old_secret, b.body,
    b.traceparent
