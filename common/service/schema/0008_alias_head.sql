-- The thing that an id of another service stands for by now: a request may name what was merged away.
CREATE FUNCTION alias_head(of_id uuid) RETURNS uuid
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT head_id FROM alias WHERE id = of_id), of_id)
$$;
