-- bind: urgent_priority
-- into: Lead
-- What was promised, then first contacts that are overdue, then what is urgent, then what is in hand, then priority.
SELECT *
FROM lead_row AS l
WHERE owner_id = :actor::uuid AND starts_with(owner_path, :scope::text)
    AND (state = 'ASSIGNED'
        OR (state IN ('WORKING', 'QUALIFIED', 'NURTURING')
            AND (coalesce(next_contact_at, :now::timestamptz) <= :now::timestamptz
                OR EXISTS (SELECT FROM callback AS c
                    WHERE c.lead_id = l.id AND c.owner_id = :actor::text AND c.remind_at <= :now::timestamptz
                        AND c.state IN ('SCHEDULED', 'DUE', 'MISSED')))))
ORDER BY
    EXISTS (SELECT FROM callback AS c
        WHERE c.lead_id = l.id AND c.owner_id = :actor::text AND c.remind_at <= :now::timestamptz
            AND c.state IN ('SCHEDULED', 'DUE', 'MISSED')) DESC,
    (state = 'ASSIGNED' AND sla_due_at < :now::timestamptz) IS TRUE DESC,
    priority >= :urgent_priority::integer DESC,
    pulled_at IS NOT NULL DESC,
    priority DESC, captured_at, id
LIMIT 1
FOR UPDATE
