-- into: MatchContactReply
SELECT p.outcome, c.id AS customer_id, p.id AS capture_id, p.name_masked, p.phone_masked, p.email_masked,
    p.phone_valid, p.email_valid, p.phone_point_id, p.email_point_id,
    c.kind, c.owner_id AS customer_owner_id, c.owner_path AS customer_owner_path, c.tier, c.region, c.time_zone,
    c.decision_cycle_days,
    EXISTS (
        SELECT FROM contact_permission
        WHERE contact_point_id = p.phone_point_id AND medium = 'CALL' AND state = 'BLOCKED'
            AND purpose IN ('*', 'sales') AND (valid_until IS NULL OR valid_until > :now::timestamptz)) AS call_blocked,
    EXISTS (
        SELECT FROM contact_permission
        WHERE contact_point_id = p.email_point_id AND medium = 'EMAIL' AND state = 'BLOCKED'
            AND purpose IN ('*', 'sales') AND (valid_until IS NULL OR valid_until > :now::timestamptz)) AS email_blocked
FROM capture AS p
LEFT JOIN customer AS o ON o.id = p.customer_id
LEFT JOIN customer AS c ON c.id = coalesce(o.alias_of, o.id)
WHERE p.lead_id = :lead_id::uuid
