-- into: ApprovalSlot
SELECT
    s.id, s.case_id, s.step, s.position, s.role, s.mode, s.kind, s.ref, s.state, s.waiting_since, s.reminders,
    s.approver_id, s.on_behalf_of, s.decided_at, s.note
FROM approval_slot s
JOIN approval_case c ON c.id = s.case_id
WHERE s.contract_id = :id::uuid
ORDER BY c.opened_at, c.id, s.step, s.position
