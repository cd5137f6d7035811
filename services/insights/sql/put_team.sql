INSERT INTO team (path, code)
VALUES (:path::text, :code::text)
ON CONFLICT (path) DO UPDATE SET code = excluded.code
