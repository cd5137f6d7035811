-- bind: id state late started_at delivered_at accepted_at rejections rejection_reason rejection_remark
UPDATE delivery_item
SET state = :state::text,
    late = :late::boolean,
    started_at = :started_at::timestamptz,
    delivered_at = :delivered_at::timestamptz,
    accepted_at = :accepted_at::timestamptz,
    rejections = :rejections::integer,
    rejection_reason = :rejection_reason::text,
    rejection_remark = :rejection_remark::text
WHERE id = :id::uuid
