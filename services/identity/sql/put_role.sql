INSERT INTO role (code, name) VALUES (:code, :name)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = role.version + 1
RETURNING id, code, name, version
