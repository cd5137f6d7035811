-- bind: case_state
UPDATE approval_case
SET state = :case_state::text, closed_at = :now::timestamptz
WHERE contract_id = :id::uuid AND state = 'RUNNING'
