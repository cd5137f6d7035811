-- bind: ids
SELECT h.id, f.key, f.value
FROM historic_call AS h, jsonb_each_text(h.facts) AS f
WHERE h.id = ANY (:ids::uuid[])
ORDER BY h.id, f.key
