SELECT id, path, version FROM team WHERE id = :id::uuid AND starts_with(path, :scope) FOR UPDATE
