-- bind: text_version
SELECT
    q.code, q.clause_group AS "group", q.question, coalesce(i.answer, 'OPEN') AS answer, i.remark AS sealed,
    i.answered_by, i.answered_at
FROM checklist_question q
LEFT JOIN checklist_item i
    ON i.code = q.code AND i.contract_id = :id::uuid AND i.text_version = :text_version::integer
ORDER BY q.position
