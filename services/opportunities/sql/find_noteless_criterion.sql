-- One of the criteria that no note shows.
-- bind: criteria
SELECT code
FROM exit_criterion
WHERE code = ANY (:criteria::text[]) AND NOT accepts_note
ORDER BY code
LIMIT 1
