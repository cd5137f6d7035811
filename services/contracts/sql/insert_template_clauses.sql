-- bind: template_code template_revision groups bodies
INSERT INTO template_clause (template_code, revision, clause_group, body)
SELECT :template_code::text, :template_revision::integer, clause_group, body
FROM unnest(:groups::text[], :bodies::text[]) AS clause (clause_group, body)
