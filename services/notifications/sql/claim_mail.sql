-- bind: claim_limit lease_until
WITH picked AS (
    SELECT id
    FROM notification
    WHERE due_at <= :now::timestamptz AND (leased_until IS NULL OR leased_until < :now::timestamptz)
    ORDER BY due_at
    LIMIT :claim_limit::bigint
    FOR UPDATE SKIP LOCKED
)
UPDATE notification AS n
SET state = 'SENDING', attempts = n.attempts + 1, leased_until = :lease_until::timestamptz
FROM picked
WHERE n.id = picked.id
RETURNING
    n.id, n.recipient_id, n.attempts, n.title, n.body,
    (SELECT f.email FROM preference AS f WHERE f.user_id = n.recipient_id) AS email
