-- bind: warn_days zone
-- Leads near their recycling get a day more for each day off since the clock began, or began anew with a contact.
UPDATE lead
SET recycle_at = lead.recycle_at + (p.off - p.given) * interval '1 day', paused_from = p.begun, paused_days = p.off,
    recycle_warned = false, updated_at = :now::timestamptz, version = version + 1
FROM (
    SELECT id, begun, off, CASE WHEN paused_from = begun THEN paused_days ELSE 0 END AS given
    FROM (
        SELECT id, paused_from, paused_days, greatest(assigned_at, last_contacted_at) AS begun,
            (SELECT count(*)
                FROM day_off
                WHERE day > (greatest(assigned_at, last_contacted_at) AT TIME ZONE :zone::text)::date
                    AND day <= (recycle_at AT TIME ZONE :zone::text)::date) AS off
        FROM lead
        WHERE state IN ('ASSIGNED', 'WORKING')
            AND recycle_at <= :now::timestamptz + :warn_days::bigint * interval '1 day'
        FOR UPDATE SKIP LOCKED
    ) AS near
) AS p
WHERE lead.id = p.id AND p.off > p.given
