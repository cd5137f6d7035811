-- Those merged into the customer follow.
-- bind: customer_id new_owner_id new_owner_path old_owner_id
WITH was AS (
    SELECT h.id, h.owner_id
    FROM customer AS o
    JOIN customer AS h ON h.id = coalesce(o.alias_of, o.id)
    WHERE o.id = :customer_id::uuid AND h.state NOT IN ('MERGED', 'ERASED')
        AND (h.owner_id IS NULL OR h.owner_id = :old_owner_id::text AND h.owner_id <> :new_owner_id::text)
    FOR UPDATE OF h
), followers AS (
    UPDATE customer AS c
    SET owner_id = :new_owner_id::text, owner_path = :new_owner_path::text
    FROM was
    WHERE c.alias_of = was.id
)
UPDATE customer AS c
SET owner_id = :new_owner_id::text, owner_path = :new_owner_path::text, version = version + 1,
    updated_at = :now::timestamptz
FROM was
WHERE c.id = was.id
RETURNING was.owner_id AS from_owner_id, c.id AS head_id
