-- Those put to the caller.
-- bind: after_at after_id row_limit
-- into: EngineerRequest
SELECT
    id, opportunity_id, engineer_id, topic, remark, wanted_on::text AS wanted_on, state, requested_by, requested_at,
    answered_at, decline_reason
FROM engineer_request
WHERE engineer_id = :actor::text
  AND (:waiting::boolean IS NOT TRUE OR state = 'REQUESTED')
  AND (:after_at::timestamptz IS NULL OR (requested_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY requested_at DESC, id DESC
LIMIT :row_limit::bigint
