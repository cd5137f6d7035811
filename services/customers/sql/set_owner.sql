-- bind: new_owner_id new_owner_path
UPDATE customer
SET owner_id = :new_owner_id, owner_path = :new_owner_path, version = version + 1, updated_at = :now::timestamptz
WHERE id = :customer_id::uuid AND owner_id IS NULL AND state NOT IN ('MERGED', 'ERASED')
