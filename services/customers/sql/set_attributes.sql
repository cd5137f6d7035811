-- bind: customer_id keys values_of schema_version
UPDATE customer
SET attributes = jsonb_object(:keys::text[], :values_of::text[]), attribute_version = :schema_version::bigint,
    version = version + 1, updated_at = :now::timestamptz
WHERE id = :customer_id::uuid
