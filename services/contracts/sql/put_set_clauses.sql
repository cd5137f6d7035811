-- bind: set_code groups bodies
WITH gone AS (
    DELETE FROM clause_set_clause
    WHERE set_code = :set_code::text AND clause_group <> ALL (:groups::text[])
)
INSERT INTO clause_set_clause (set_code, clause_group, body)
SELECT :set_code::text, clause_group, body
FROM unnest(:groups::text[], :bodies::text[]) AS clause (clause_group, body)
ON CONFLICT (set_code, clause_group) DO UPDATE SET body = excluded.body
