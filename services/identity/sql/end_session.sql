-- bind: id
UPDATE session SET ended_at = :now WHERE id = :id::uuid AND ended_at IS NULL
