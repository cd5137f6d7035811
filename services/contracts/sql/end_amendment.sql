-- Its approval is void.
-- bind: case_id
UPDATE approval_case
SET state = 'SUPERSEDED'
WHERE id = :case_id::uuid AND state = 'APPROVED'
