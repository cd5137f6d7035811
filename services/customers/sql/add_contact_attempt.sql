-- bind: id origin_id medium purpose permitted until reasons permission policy policy_version local_time attempts
WITH a AS (
    INSERT INTO contact_attempt (id, customer_id, contact_point_id, lead_id, opportunity_id, medium, purpose, agent_id,
        channel, permitted, decision_reasons, decision_permission, decision_policy, decision_policy_version,
        decision_local_time, decision_attempts, requested_at, usable_until)
    VALUES (:id::uuid, :origin_id::uuid, :contact_point_id::uuid, :lead_id::uuid, :opportunity_id::uuid, :medium,
        :purpose, :actor, :channel, :permitted::boolean, :reasons::text[], :permission, :policy,
        :policy_version::bigint, :local_time, :attempts::integer, :now::timestamptz, :until::timestamptz)
    RETURNING *
)
SELECT a.id, coalesce(o.alias_of, o.id) AS customer_id, a.contact_point_id, p.masked AS point_masked, a.medium,
    a.purpose, a.lead_id, a.opportunity_id, a.agent_id, a.requested_at, a.usable_until
FROM a
JOIN contact_point AS p ON p.id = a.contact_point_id
JOIN customer AS o ON o.id = a.customer_id
