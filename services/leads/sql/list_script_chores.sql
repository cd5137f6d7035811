-- bind: page
-- into: Script
SELECT *
FROM script_row
WHERE id IN (
    SELECT id
    FROM script
    WHERE state = 'PUBLISHED'
        AND ((review_due <= (:now::timestamptz AT TIME ZONE 'UTC')::date AND NOT review_told)
            OR valid_until < (:now::timestamptz AT TIME ZONE 'UTC')::date)
    ORDER BY review_due
    LIMIT :page::bigint
)
FOR UPDATE SKIP LOCKED
