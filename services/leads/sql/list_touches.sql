-- into: LeadTouch
-- The first touch is the lead as it came in.
SELECT 1 AS seq, source_channel, source, campaign, medium, keyword, referrer, landing_page, captured_at AS touched_at,
    id AS lead_id
FROM lead
WHERE id = :lead_id::uuid
UNION ALL
SELECT seq, source_channel, source, campaign, medium, keyword, referrer, landing_page, touched_at, by_lead_id
FROM lead_touch
WHERE lead_id = :lead_id::uuid
ORDER BY seq
