-- What there is of a code: the last number, its kind, and the version that is being worked on.
SELECT coalesce(max(number), 0) AS last_number, max(kind) AS kind,
    max(id::text) FILTER (WHERE state = 'DRAFT') AS draft_id,
    coalesce(bool_or(state = 'IN_REVIEW'), false) AS in_review
FROM script
WHERE code = :code::text
