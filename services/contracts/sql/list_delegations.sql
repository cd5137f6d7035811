-- into: ApprovalDelegation
SELECT id, from_id, to_id, valid_from, valid_until, reason, created_at, ended_at, approve_scope, legal_scope, roles
FROM approval_delegation
WHERE :actor::text IN (from_id, to_id)
ORDER BY created_at DESC, id DESC
LIMIT 200
