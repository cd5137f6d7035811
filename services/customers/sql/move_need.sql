-- into: Need
-- bind: need_state
UPDATE need
SET state = :need_state::text, version = version + 1
WHERE id = :id::uuid
RETURNING id, customer_id, state, lead_id, opportunity_id, activity_id, depth, version, created_at
