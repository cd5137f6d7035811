-- bind: call_id
SELECT customer_id, lead_id, opportunity_id, script_version
FROM recording
WHERE call_id = :call_id::uuid
