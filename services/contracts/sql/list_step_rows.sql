-- What each step changed, in order. One whose list is no list any more says nothing: its hash tells.
SELECT seq, verb, key AS place, value AS digest
FROM contract_step, jsonb_each_text(CASE WHEN left(rows, 1) = '{' THEN rows::jsonb ELSE '{}' END)
WHERE contract_id = :id::uuid
ORDER BY seq, key COLLATE "C"
