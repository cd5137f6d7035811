-- bind: customer_id new_owner_id new_owner_path old_owner_id
WITH was AS (
    SELECT id, owner_id
    FROM customer
    WHERE id = :customer_id::uuid AND state NOT IN ('MERGED', 'ERASED')
        AND (owner_id IS NULL OR owner_id = :old_owner_id::text AND owner_id <> :new_owner_id::text)
    FOR UPDATE
)
UPDATE customer AS c
SET owner_id = :new_owner_id::text, owner_path = :new_owner_path::text, version = version + 1,
    updated_at = :now::timestamptz
FROM was
WHERE c.id = was.id
RETURNING was.owner_id AS from_owner_id
