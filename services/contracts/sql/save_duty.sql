-- bind: id code group due_on owner_service state reason settled_by settled_at
INSERT INTO duty (contract_id, code, duty_group, due_on, owner_service, state, reason, settled_by, settled_at)
VALUES (
    :id::uuid, :code::text, :group::text, :due_on::date, :owner_service::text, :state::text, :reason::text,
    :settled_by::text, :settled_at::timestamptz
)
ON CONFLICT (contract_id, code) DO UPDATE
SET state = excluded.state,
    reason = excluded.reason,
    settled_by = excluded.settled_by,
    settled_at = excluded.settled_at
