SELECT
    d.id, d.subscription_id, d.event_id, d.event_type, d.agg_id, d.state, d.attempts, d.last_status, d.last_problem,
    d.created_at, d.due_at, d.delivered_at, d.resends, convert_from(b.body, 'UTF8') AS body
FROM delivery AS d
JOIN subscription AS s ON s.id = d.subscription_id
JOIN webhook_body AS b ON b.event_id = d.event_id
WHERE d.id = :id::uuid AND starts_with(s.owner_path, :scope::text)
