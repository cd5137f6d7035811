-- bind: task_state
WITH t AS (
    UPDATE care_task
    SET state = :task_state::text, activity_id = :activity_id::uuid, closed_at = :now::timestamptz, closed_by = :actor,
        version = version + 1
    WHERE id = :id::uuid
    RETURNING *
)
SELECT t.id, coalesce(c.alias_of, c.id) AS customer_id, t.contact_id, t.occasion, t.subject, t.action, t.state, t.due_on,
    c.owner_id, t.activity_id, t.opened_at, t.closed_at, t.closed_by, t.version, t.customer_id AS record_id, t.due_sealed,
    k.wrapped, k.master_version
FROM t
JOIN customer AS c ON c.id = t.customer_id
LEFT JOIN subject_key AS k ON k.subject_id = t.customer_id
