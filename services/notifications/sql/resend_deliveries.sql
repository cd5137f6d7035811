UPDATE delivery
SET state = 'QUEUED', attempts = 0, resends = resends + 1, due_at = :now::timestamptz, leased_until = NULL,
    delivered_at = NULL
WHERE id IN (
    SELECT id
    FROM delivery
    WHERE subscription_id = :subscription_id::uuid AND state IN ('DEAD', 'DELIVERED')
      AND (id = ANY (:ids::uuid[])
           OR (created_at >= :from::timestamptz AND created_at < :until::timestamptz
               AND (state = 'DEAD' OR coalesce(:delivered_too::boolean, false))))
    ORDER BY seq
    LIMIT 10000
    FOR UPDATE)
RETURNING id
