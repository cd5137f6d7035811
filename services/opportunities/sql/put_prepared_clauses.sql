-- Instead of those before.
-- bind: codes chosens remarks
WITH gone AS (
    DELETE FROM prepared_clauses
    WHERE opportunity_id = :id::uuid AND position > cardinality(:codes::text[])
)
INSERT INTO prepared_clauses (opportunity_id, position, clause_set_code, chosen, remark)
SELECT :id::uuid, position, code, chosen, remark
FROM unnest(:codes::text[], :chosens::boolean[], :remarks::text[]) WITH ORDINALITY AS p (code, chosen, remark, position)
ON CONFLICT (opportunity_id, position) DO UPDATE
SET clause_set_code = excluded.clause_set_code,
    chosen = excluded.chosen,
    remark = excluded.remark
