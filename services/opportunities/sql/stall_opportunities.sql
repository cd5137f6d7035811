-- bind: row_limit zone
UPDATE opportunity
SET stalled_at = :now::timestamptz
WHERE id IN (
        SELECT id
        FROM opportunity
        WHERE state IN ('OPEN', 'COMMITTED') AND stalled_at IS NULL
          AND stall_due_on < (:now::timestamptz AT TIME ZONE :zone::text)::date
        ORDER BY stall_due_on, id
        LIMIT :row_limit::bigint
        FOR UPDATE
    )
RETURNING
    id, owner_id, owner_path, stage, grade, greatest(stage_since, last_activity_at) AS since,
    stall_due_on::text AS due_on
