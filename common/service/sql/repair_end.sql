-- bind: repair_id state error
UPDATE repair
SET state = :state::text, error = :error::text, ended_at = now()
WHERE id = :repair_id::uuid AND state = 'WAITING'
