-- bind: delegation_id first_day zone approve_scope legal_scope roles
-- into: ApprovalDelegation
INSERT INTO approval_delegation (
    id, from_id, to_id, valid_from, valid_until, approve_scope, legal_scope, roles, reason, created_at
)
VALUES (
    :delegation_id::uuid, :actor::text, lower(:to_id::text), :first_day::date::timestamp AT TIME ZONE :zone::text,
    (:valid_until::date + 1)::timestamp AT TIME ZONE :zone::text, :approve_scope::text, :legal_scope::text,
    :roles::text[], :reason::text, :now::timestamptz
)
RETURNING
    id, from_id, to_id, valid_from, valid_until, reason, created_at, ended_at, approve_scope, legal_scope, roles
