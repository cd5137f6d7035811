-- Nothing where the id is of no date of this customer. Written anew it is the present customer's own.
-- into: CareDate
-- bind: row_id customer_id day_sealed blind lead is_paused
INSERT INTO care_date AS t (id, customer_id, contact_id, occasion, subject, calendar, day_sealed, blind, action, lead_days,
    paused)
SELECT :row_id::uuid, :customer_id::uuid, :contact_id::uuid, :occasion::text, :subject::text, :calendar::text,
    :day_sealed::bytea, :blind::text, :action::text, :lead::integer, :is_paused::boolean
WHERE :id::uuid IS NULL OR EXISTS (
    SELECT FROM care_date AS b
    WHERE b.id = :id::uuid AND b.customer_id IN (
        SELECT c.id FROM customer AS c WHERE c.id = :customer_id::uuid OR c.alias_of = :customer_id::uuid))
ON CONFLICT (id) DO UPDATE
SET customer_id = excluded.customer_id, contact_id = excluded.contact_id, occasion = excluded.occasion,
    subject = excluded.subject, calendar = excluded.calendar, day_sealed = excluded.day_sealed, blind = excluded.blind,
    action = excluded.action, lead_days = excluded.lead_days, paused = excluded.paused, version = t.version + 1
RETURNING id, customer_id, contact_id, occasion, subject, calendar, action, lead_days, paused, version
