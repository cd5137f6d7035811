-- bind: request_uuid
-- into: EngineerRequest
INSERT INTO engineer_request (
    id, opportunity_id, engineer_id, topic, remark, wanted_on, state, requested_by, requested_at
)
VALUES (
    :request_uuid::uuid, :id::uuid, lower(:engineer_id::text), :topic::text, :remark::text, :wanted_on::date,
    'REQUESTED', :actor::text, :now::timestamptz
)
ON CONFLICT (opportunity_id, engineer_id) WHERE state = 'REQUESTED' DO NOTHING
RETURNING
    id, opportunity_id, engineer_id, topic, remark, wanted_on::text AS wanted_on, state, requested_by, requested_at,
    answered_at, decline_reason
