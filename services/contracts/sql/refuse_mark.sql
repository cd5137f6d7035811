-- The mark gets what became of it, the others of its round are revoked.
-- bind: round outcome
UPDATE mark
SET state = CASE WHEN party = :party::text AND kind = :kind::text THEN :outcome::text ELSE 'REVOKED' END,
    recorded_by = :actor::text,
    recorded_at = :now::timestamptz
WHERE contract_id = :id::uuid AND round = :round::integer
