-- bind: id point_id call_direction call_state call_purpose reasons permission policy policy_version local_time attempts
-- bind: ringing origin_id
WITH c AS (
    INSERT INTO call (id, customer_id, contact_point_id, lead_id, opportunity_id, direction, state, purpose, campaign,
        agent_id, agent_path, channel, decision_reasons, decision_permission, decision_policy, decision_policy_version,
        decision_local_time, decision_attempts, requested_at, ringing_at)
    VALUES (:id::uuid, :origin_id::uuid, :point_id::uuid, :lead_id::uuid, :opportunity_id::uuid, :call_direction,
        :call_state, :call_purpose, :campaign, :actor, :actor_path, :channel, :reasons::text[], :permission, :policy,
        :policy_version::bigint, :local_time, :attempts::integer, :now::timestamptz, :ringing::timestamptz)
    RETURNING *
)
SELECT c.id, coalesce(o.alias_of, o.id) AS customer_id, c.contact_point_id, p.masked AS point_masked, c.lead_id,
    c.opportunity_id, c.direction,
    c.state, c.purpose, c.campaign, c.agent_id, c.requested_at, c.dialled_at, c.ringing_at, c.answered_at, c.ended_at,
    c.wrapped_at,
    extract(epoch FROM c.ended_at - c.answered_at)::integer AS talk_s,
    extract(epoch FROM c.wrapped_at - c.ended_at)::integer AS wrap_s,
    c.end_cause, c.disposition, c.script_version, c.recording_ref, c.auto_wrapped, c.version,
    c.decision_reasons AS reasons, c.decision_permission AS permission, c.decision_policy AS policy,
    c.decision_policy_version AS policy_version, c.decision_local_time AS local_time,
    c.decision_attempts AS attempts_today
FROM c
JOIN contact_point AS p ON p.id = c.contact_point_id
JOIN customer AS o ON o.id = c.customer_id
