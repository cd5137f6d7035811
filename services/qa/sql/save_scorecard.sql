-- bind: code version state published_at
UPDATE scorecard
SET state = :state::text, published_at = :published_at::timestamptz
WHERE code = :code::text AND version = :version::integer
