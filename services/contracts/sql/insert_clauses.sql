-- bind: id text_version groups bodies
INSERT INTO contract_clause (contract_id, text_version, clause_group, body)
SELECT :id::uuid, :text_version::integer, clause_group, decode(body, 'hex')
FROM unnest(:groups::text[], :bodies::text[]) AS clause (clause_group, body)
