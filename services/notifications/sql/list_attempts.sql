-- into: WebhookAttempt
SELECT nth, at, took_ms, status, problem
FROM (
    SELECT nth, at, took_ms, status, problem
    FROM webhook_attempt
    WHERE delivery_id = :id::uuid
    ORDER BY nth DESC
    LIMIT 100
) AS latest
ORDER BY nth
