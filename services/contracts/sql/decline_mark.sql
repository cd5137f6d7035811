-- The mark is declined, the others of its round are revoked.
-- bind: round
UPDATE mark
SET state = CASE WHEN party = :party::text AND kind = :kind::text THEN 'DECLINED' ELSE 'REVOKED' END,
    recorded_by = :actor::text,
    recorded_at = :now::timestamptz
WHERE contract_id = :id::uuid AND round = :round::integer
