-- into: Need
-- bind: id pain_sealed requirement_sealed desired_sealed current_sealed process_sealed how_deep
-- bind: customer_id
INSERT INTO need (id, customer_id, lead_id, opportunity_id, activity_id, pain_sealed, requirement_sealed,
    desired_solution_sealed, current_system_sealed, current_process_sealed, depth, raised_by, created_at)
VALUES (:id::uuid, :customer_id::uuid, :lead_id::uuid, :opportunity_id::uuid, :activity_id::uuid, :pain_sealed::bytea,
    :requirement_sealed::bytea, :desired_sealed::bytea,
    :current_sealed::bytea, :process_sealed::bytea, :how_deep::integer, :actor,
    :now::timestamptz)
RETURNING id, customer_id, state, lead_id, opportunity_id, activity_id, depth, version, created_at
