-- By whom it was put to, while it waits.
-- bind: answer
-- into: EngineerRequest
UPDATE engineer_request
SET state = :answer::text,
    answered_at = :now::timestamptz,
    decline_reason = CASE WHEN :answer::text = 'DECLINED' THEN :decline_reason::text END
WHERE id = :engineer_request_id::uuid AND engineer_id = :actor::text AND state = 'REQUESTED'
RETURNING
    id, opportunity_id, engineer_id, topic, remark, wanted_on::text AS wanted_on, state, requested_by, requested_at,
    answered_at, decline_reason
