-- The first step that is somebody's work, not the clock's nor an erasure.
SELECT verb
FROM contract_step
WHERE contract_id = :id::uuid AND verb <> ALL ('{imported,planned,due,overdue,expired,erased}')
ORDER BY seq
LIMIT 1
