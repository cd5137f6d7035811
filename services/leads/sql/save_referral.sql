-- bind: id state receiver_id ended_at reason kept_by_lead_id version
UPDATE referral
SET state = :state::text, receiver_id = :receiver_id::text, ended_at = :ended_at::timestamptz, reason = :reason::text,
    kept_by_lead_id = :kept_by_lead_id::uuid, version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
