-- A capture without a customer has a key of its own.
-- bind: wrapped master_version
-- bind: id customer_id subject_id raw_sealed outcome source name_masked phone_masked email_masked
-- bind: phone_valid email_valid phone_point_id email_point_id captured
WITH key AS (
    INSERT INTO subject_key (subject_id, wrapped, master_version)
    VALUES (:subject_id::uuid, :wrapped::bytea, :master_version::integer)
)
INSERT INTO capture (id, lead_id, customer_id, subject_id, raw_sealed, outcome, source_channel, channel, name_masked,
    phone_masked, email_masked, phone_valid, email_valid, phone_point_id, email_point_id, actor, captured_at)
VALUES (:id::uuid, :lead_id::uuid, :customer_id::uuid, :subject_id::uuid, :raw_sealed::bytea, :outcome, :source,
    :channel, :name_masked, :phone_masked, :email_masked, :phone_valid::boolean, :email_valid::boolean,
    :phone_point_id::uuid, :email_point_id::uuid, :actor, :captured::timestamptz)
