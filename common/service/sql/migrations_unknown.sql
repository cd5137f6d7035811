-- bind: migrations
SELECT count(*)
FROM migration
WHERE name <> ALL (:migrations::text[])
