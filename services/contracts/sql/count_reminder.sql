-- bind: case_id
UPDATE approval_slot
SET reminders = reminders + 1
WHERE case_id = :case_id::uuid AND state = 'ACTIVE'
