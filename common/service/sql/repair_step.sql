-- bind: repair_id
UPDATE repair SET replayed = replayed + 1 WHERE id = :repair_id::uuid AND state = 'WAITING'
