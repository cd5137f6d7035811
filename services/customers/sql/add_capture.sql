-- bind: id customer_id subject_id raw_sealed outcome source name_masked phone_masked email_masked
-- bind: phone_valid email_valid phone_point_id email_point_id captured
INSERT INTO capture (id, lead_id, customer_id, subject_id, raw_sealed, outcome, source_channel, channel, name_masked,
    phone_masked, email_masked, phone_valid, email_valid, phone_point_id, email_point_id, actor, captured_at)
VALUES (:id::uuid, :lead_id::uuid, :customer_id::uuid, :subject_id::uuid, :raw_sealed::bytea, :outcome, :source,
    :channel, :name_masked, :phone_masked, :email_masked, :phone_valid::boolean, :email_valid::boolean,
    :phone_point_id::uuid, :email_point_id::uuid, :actor, :captured::timestamptz)
