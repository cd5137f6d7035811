-- bind: id lead_id customer_id state reach owner_id owner_path promised_at zone remind_at overdue_at created_by created_at
INSERT INTO callback (id, lead_id, customer_id, state, reach, owner_id, owner_path, promised_at, zone, remind_at,
    overdue_at, created_by, created_at)
VALUES (:id::uuid, :lead_id::uuid, :customer_id::uuid, :state::text, :reach::text, :owner_id::text, :owner_path::text,
    :promised_at::timestamptz, :zone::text, :remind_at::timestamptz, :overdue_at::timestamptz, :created_by::text,
    :created_at::timestamptz)
