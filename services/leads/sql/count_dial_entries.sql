-- bind: dial_list_id
-- into: DialProgress
SELECT count(*) AS total, count(*) FILTER (WHERE state = 'OPEN' AND attempts = 0) AS untouched,
    count(*) FILTER (WHERE state = 'OPEN' AND attempts > 0) AS waiting,
    count(*) FILTER (WHERE state = 'REACHED') AS reached, count(*) FILTER (WHERE state = 'EXHAUSTED') AS exhausted,
    count(*) FILTER (WHERE state = 'DROPPED') AS dropped, coalesce(sum(attempts), 0) AS attempts
FROM dial_entry
WHERE dial_list_id = :dial_list_id::uuid
