-- bind: lead_id
-- gather
SELECT call, version AS rules_version, published_at AS rules_since, pg_current_xact_id()::text AS xid,
    EXISTS (SELECT FROM lead WHERE id = :lead_id::uuid AND state <> 'WITHDRAWN') AS known,
    EXISTS (SELECT FROM lead WHERE id = :lead_id::uuid AND state = 'WITHDRAWN') AS withdrawn
FROM calls CROSS JOIN rule_set
WHERE state = 'ACTIVE'
