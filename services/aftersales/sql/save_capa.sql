-- bind: id version state
UPDATE preventive_action
SET version = version + 1, state = :state::text
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
