-- into: Notification
UPDATE notification
SET state = 'READ', read_at = :now::timestamptz
WHERE id IN (
    SELECT id
    FROM notification
    WHERE recipient_id = :actor::uuid AND channel = 'IN_APP' AND state = 'SENT'
      AND (id = ANY (:ids::uuid[]) OR created_at <= :all_until::timestamptz)
    ORDER BY seq
    LIMIT 500
    FOR UPDATE)
RETURNING id, recipient_id, state, rule, topic
