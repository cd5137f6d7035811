-- bind: id customer_id contact_id occasion subject action source in_year due_on due_sealed
INSERT INTO care_task (id, customer_id, contact_id, occasion, subject, action, source, in_year, due_on, due_sealed,
    opened_at)
VALUES (:id::uuid, :customer_id::uuid, :contact_id::uuid, :occasion::text, :subject::text, :action::text, :source::text,
    :in_year::integer, :due_on::date, :due_sealed::bytea, :now::timestamptz)
