-- bind: warn_days page
-- into: Lead
SELECT *
FROM lead_row
WHERE state IN ('ASSIGNED', 'WORKING')
    AND recycle_at <= :now::timestamptz + :warn_days::bigint * interval '1 day'
    AND (NOT recycle_warned OR recycle_at <= :now::timestamptz)
ORDER BY recycle_at
LIMIT :page::bigint
FOR UPDATE SKIP LOCKED
