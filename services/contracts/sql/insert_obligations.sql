-- bind: id text_version groups codes dues descriptions
INSERT INTO obligation (contract_id, text_version, position, obligation_group, code, due_on, description)
SELECT :id::uuid, :text_version::integer, position, obligation_group, code, due_on,
       decode(description, 'hex')
FROM unnest(:groups::text[], :codes::text[], :dues::date[], :descriptions::text[])
    WITH ORDINALITY AS duty (obligation_group, code, due_on, description, position)
