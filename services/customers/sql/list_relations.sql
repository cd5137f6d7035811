-- bind: ids
SELECT t.id, r.contact_id, r.closeness
FROM competitor_rep AS t, unnest(t.contact_ids, t.closenesses) WITH ORDINALITY AS r (contact_id, closeness, nth)
WHERE t.id = ANY (:ids::uuid[])
ORDER BY t.id, r.nth
