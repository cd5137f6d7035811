-- bind: case_id
-- into: ApprovalSlot
SELECT
    id, case_id, step, position, role, mode, kind, ref, state, waiting_since, reminders, approver_id, on_behalf_of,
    decided_at, note
FROM approval_slot
WHERE case_id = :case_id::uuid
ORDER BY step, position
