INSERT INTO bottom_line (opportunity_id, ours_minor, customers_minor, remark, set_by, set_at)
VALUES (
    :id::uuid, :ours_minor::bigint, :customers_minor::bigint, :remark::text, :actor::text, :now::timestamptz
)
ON CONFLICT (opportunity_id) DO UPDATE
SET ours_minor = excluded.ours_minor,
    customers_minor = excluded.customers_minor,
    remark = excluded.remark,
    set_by = excluded.set_by,
    set_at = excluded.set_at
