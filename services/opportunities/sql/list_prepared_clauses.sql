-- into: PreparedClauses
SELECT clause_set_code, chosen, remark
FROM prepared_clauses
WHERE opportunity_id = :id::uuid
ORDER BY position
