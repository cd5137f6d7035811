-- bind: lead_id
SELECT version AS rules_version, published_at AS rules_since, pg_current_xact_id()::text AS xid,
    EXISTS (SELECT FROM lead WHERE id = :lead_id::uuid AND state <> 'WITHDRAWN') AS known,
    EXISTS (SELECT FROM lead WHERE id = :lead_id::uuid AND state = 'WITHDRAWN') AS withdrawn
FROM rule_set
WHERE state = 'ACTIVE'
