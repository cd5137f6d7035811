-- bind: one_more
-- into: LeadImport
-- From one import to the next in the index: an import of a million rows is passed over in one step.
WITH RECURSIVE step AS (
    (SELECT bulk_id
     FROM lead
     WHERE bulk_id IS NOT NULL AND (:page_token::text IS NULL OR bulk_id < :page_token::text)
     ORDER BY bulk_id DESC
     LIMIT 1)
    UNION ALL
    SELECT (SELECT l.bulk_id
            FROM lead AS l
            WHERE l.bulk_id IS NOT NULL AND l.bulk_id < step.bulk_id
            ORDER BY l.bulk_id DESC
            LIMIT 1)
    FROM step
    WHERE step.bulk_id IS NOT NULL
), page AS (
    SELECT bulk_id FROM step WHERE bulk_id IS NOT NULL LIMIT :one_more::bigint
)
SELECT page.bulk_id, brought.*
FROM page,
     LATERAL (
         SELECT count(*) AS leads,
                count(*) FILTER (WHERE state = 'DUPLICATE') AS duplicates,
                count(*) FILTER (WHERE state = 'UNASSIGNED') AS unassigned,
                count(*) FILTER (WHERE state = 'WITHDRAWN') AS withdrawn,
                max(updated_at) AS changed_at
         FROM lead
         WHERE lead.bulk_id = page.bulk_id AND starts_with(owner_path, :scope::text)
     ) AS brought
ORDER BY page.bulk_id DESC
