-- A new text voids what was approved.
UPDATE approval_case
SET state = 'SUPERSEDED'
WHERE contract_id = :id::uuid AND state = 'APPROVED'
