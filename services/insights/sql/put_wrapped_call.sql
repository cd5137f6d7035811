-- bind: event_at judged_by_person
INSERT INTO call_fact (call_id, agent_id, direction, wrapped_at, wrap_s, disposition, customer_contact, by_person)
VALUES (:call_id::uuid, :agent_id::text, :direction::text, coalesce(:at::timestamptz, :event_at::timestamptz),
    :wrap_s::bigint, :disposition::text, :customer_contact::boolean, :judged_by_person::boolean)
ON CONFLICT (call_id) DO UPDATE
SET wrapped_at = excluded.wrapped_at, wrap_s = excluded.wrap_s, disposition = excluded.disposition,
    customer_contact = excluded.customer_contact, by_person = excluded.by_person
