-- bind: letter_id
DELETE FROM dead_letter l
WHERE l.id = :letter_id::uuid
    AND NOT EXISTS (SELECT 1 FROM dead_letter e WHERE e.domain = l.domain AND e.agg_id = l.agg_id AND e.pos < l.pos)
