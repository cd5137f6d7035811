-- bind: id state decided_by remark decided_at version
UPDATE script
SET state = :state::text, decided_by = :decided_by::text, remark = :remark::text,
    decided_at = :decided_at::timestamptz, version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
