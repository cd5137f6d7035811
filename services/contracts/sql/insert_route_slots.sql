-- bind: route_code revision steps roles modes kinds refs
INSERT INTO route_slot (route_code, revision, position, step, role, mode, kind, ref)
SELECT :route_code::text, :revision::integer, position, step, role, mode, kind, ref
FROM unnest(:steps::integer[], :roles::text[], :modes::text[], :kinds::text[], :refs::text[])
    WITH ORDINALITY AS slot (step, role, mode, kind, ref, position)
