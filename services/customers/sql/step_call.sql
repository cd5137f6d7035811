-- Each time is set by the step that it belongs to; hold_s grows when a wait ends.
-- bind: call_id call_state step_at over
WITH c AS (
    UPDATE call
    SET state = :call_state,
        dialled_at = CASE :call_state WHEN 'DIALLING' THEN :step_at::timestamptz ELSE dialled_at END,
        ringing_at = CASE :call_state WHEN 'RINGING' THEN :step_at::timestamptz ELSE ringing_at END,
        answered_at = CASE :call_state WHEN 'ANSWERED' THEN coalesce(answered_at, :step_at::timestamptz) ELSE answered_at END,
        ended_at = CASE WHEN :over::boolean THEN :step_at::timestamptz ELSE ended_at END,
        hold_s = hold_s + CASE WHEN held_since IS NULL OR :call_state = 'HELD' THEN 0
            ELSE extract(epoch FROM :step_at::timestamptz - held_since)::integer END,
        held_since = CASE :call_state WHEN 'HELD' THEN :step_at::timestamptz END,
        stepped_at = :step_at::timestamptz,
        end_cause = coalesce(:end_cause, end_cause),
        recording_ref = coalesce(:recording_ref, recording_ref),
        version = version + 1
    WHERE id = :call_id::uuid
    RETURNING *
)
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
FROM c
JOIN contact_point AS p ON p.id = c.contact_point_id
JOIN customer AS o ON o.id = c.customer_id
