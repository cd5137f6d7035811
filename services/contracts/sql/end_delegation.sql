-- into: ApprovalDelegation
UPDATE approval_delegation
SET ended_at = coalesce(ended_at, :now::timestamptz)
WHERE id = :id::uuid AND from_id = :actor::text
RETURNING
    id, from_id, to_id, valid_from, valid_until, reason, created_at, ended_at, approve_scope, legal_scope, roles
