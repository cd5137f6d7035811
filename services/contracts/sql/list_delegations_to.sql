-- into: ApprovalDelegation
SELECT id, from_id, to_id, valid_from, valid_until, reason, created_at, ended_at, approve_scope, legal_scope, roles
FROM approval_delegation
WHERE to_id = :actor::text AND ended_at IS NULL AND valid_from <= :now::timestamptz AND valid_until > :now::timestamptz
ORDER BY created_at, id
