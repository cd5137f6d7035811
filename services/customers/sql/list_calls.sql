-- bind: ids
SELECT c.id, coalesce(o.alias_of, o.id) AS customer_id, c.contact_point_id, p.masked AS point_masked, c.lead_id,
    c.opportunity_id, c.direction,
    c.state, c.purpose, c.campaign, c.agent_id, c.requested_at, c.dialled_at, c.ringing_at, c.answered_at, c.ended_at,
    c.wrapped_at,
    extract(epoch FROM c.ended_at - c.answered_at)::integer AS talk_s,
    extract(epoch FROM c.wrapped_at - c.ended_at)::integer AS wrap_s,
    c.end_cause, c.disposition, c.script_version, c.recording_ref, c.auto_wrapped, c.version,
    c.hold_s, c.held_since, c.transfer_user_id, c.transfer_team_path, c.transferred_by,
    c.decision_reasons AS reasons, c.decision_permission AS permission, c.decision_policy AS policy,
    c.decision_policy_version AS policy_version, c.decision_local_time AS local_time,
    c.decision_attempts AS attempts_today
FROM call AS c
JOIN contact_point AS p ON p.id = c.contact_point_id
JOIN customer AS o ON o.id = c.customer_id
WHERE c.id = ANY (:ids::uuid[])
