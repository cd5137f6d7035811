-- The leader of the nearest team, upwards, that somebody else leads who is at work.
-- bind: drafter_path drafter_id
SELECT t.leader_id AS id
FROM team t
JOIN person p ON p.id = t.leader_id AND p.active
WHERE starts_with(:drafter_path::text, t.path) AND t.leader_id::text <> :drafter_id::text
ORDER BY length(t.path) DESC
LIMIT 1
