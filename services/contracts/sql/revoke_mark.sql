-- All of the round with it.
-- bind: round
UPDATE mark
SET state = 'REVOKED', recorded_by = :actor::text, recorded_at = :now::timestamptz
WHERE contract_id = :id::uuid AND round = :round::integer
