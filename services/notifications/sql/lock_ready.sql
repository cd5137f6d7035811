SELECT s.id
FROM subscription AS s
WHERE s.state IN ('PENDING_VERIFICATION', 'ACTIVE')
  AND EXISTS (
      SELECT FROM delivery AS d
      WHERE d.subscription_id = s.id AND d.due_at <= :now::timestamptz
        AND (d.leased_until IS NULL OR d.leased_until < :now::timestamptz)
        AND (d.is_verification OR s.state = 'ACTIVE'))
ORDER BY s.claimed_at NULLS FIRST, s.id
LIMIT 32
FOR NO KEY UPDATE SKIP LOCKED
