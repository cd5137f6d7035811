-- bind: lead_id
SELECT p.id AS plan_id, s.seq, s.due_at, s.channel
FROM follow_up_plan AS p
LEFT JOIN LATERAL (
    SELECT seq, due_at, channel
    FROM follow_up_step
    WHERE plan_id = p.id AND done_at IS NULL
    ORDER BY seq
    LIMIT 1
) AS s ON true
WHERE p.lead_id = :lead_id::uuid AND p.state = 'ACTIVE'
