-- bind: id state reach owner_id owner_path promised_at zone remind_at overdue_at done_at done_by call_id version
UPDATE callback
SET state = :state::text, reach = :reach::text, owner_id = :owner_id::text, owner_path = :owner_path::text,
    promised_at = :promised_at::timestamptz, zone = :zone::text, remind_at = :remind_at::timestamptz,
    overdue_at = :overdue_at::timestamptz, done_at = :done_at::timestamptz, done_by = :done_by::text,
    call_id = :call_id::uuid, version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
