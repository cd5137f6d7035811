UPDATE lead
SET owner_path = :path::text, version = version + 1
WHERE owner_id = :user_id::uuid AND owner_path <> :path::text
