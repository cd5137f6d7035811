-- into: PaperCopy
SELECT position, party, holder, location, state, recorded_by, recorded_at
FROM paper_copy
WHERE contract_id = :id::uuid
ORDER BY position
