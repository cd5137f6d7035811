-- bind: id interests attribute_keys attribute_values do_not_email
UPDATE lead
SET interests = :interests::text[], do_not_email = :do_not_email::boolean,
    attributes = jsonb_object(:attribute_keys::text[], :attribute_values::text[])
WHERE id = :id::uuid
