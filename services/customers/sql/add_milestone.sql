-- into: CustomerMilestone
-- bind: id customer_id reached text_sealed
INSERT INTO milestone (id, customer_id, kind, reached_on, text_sealed, activity_id, recorded_by, recorded_at)
VALUES (:id::uuid, :customer_id::uuid, :kind::text, :reached::date, :text_sealed::bytea, :activity_id::uuid, :actor,
    :now::timestamptz)
RETURNING id, customer_id, kind, reached_on, recorded_by, recorded_at
