-- into: Pipeline
INSERT INTO pipeline (code, name)
VALUES (:code::text, :name::text)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name
RETURNING code, name, is_default
