-- into: Callback
SELECT *
FROM callback_row
WHERE id = :callback_id::uuid
FOR UPDATE
