-- Who of them is at work.
-- bind: user_ids
SELECT id
FROM unnest(:user_ids::text[]) AS asked (id)
WHERE EXISTS (SELECT FROM person p WHERE p.id::text = lower(asked.id) AND p.active)
