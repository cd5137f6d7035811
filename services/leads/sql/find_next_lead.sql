-- into: Lead
-- Overdue first contacts come before everything else, then the priority decides.
SELECT *
FROM lead_row
WHERE owner_id = :actor::uuid AND starts_with(owner_path, :scope::text)
    AND (state = 'ASSIGNED'
        OR (state IN ('WORKING', 'QUALIFIED', 'NURTURING')
            AND coalesce(next_contact_at, :now::timestamptz) <= :now::timestamptz))
ORDER BY (state = 'ASSIGNED' AND sla_due_at < :now::timestamptz) IS TRUE DESC, priority DESC, captured_at, id
LIMIT 1
FOR UPDATE
