-- bind: page zone
-- into: Script
SELECT *
FROM script_row
WHERE id IN (
    SELECT id
    FROM script
    WHERE state = 'PUBLISHED'
        AND ((review_due <= (:now::timestamptz AT TIME ZONE :zone::text)::date AND NOT review_told)
            OR valid_until < (:now::timestamptz AT TIME ZONE :zone::text)::date)
    ORDER BY review_due
    LIMIT :page::bigint
)
FOR UPDATE SKIP LOCKED
