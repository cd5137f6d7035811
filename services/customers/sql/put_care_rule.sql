-- into: CareRule
-- bind: lead is_active
INSERT INTO care_rule AS t (code, name, occasion, calendar, month, day, action, lead_days, tiers, kind, active, put_by,
    put_at)
VALUES (:code::text, :name::text, :occasion::text, :calendar::text, :month::integer, :day::integer, :action::text,
    :lead::integer, :tiers::text[], :kind::text, :is_active::boolean, :actor, :now::timestamptz)
ON CONFLICT (code) DO UPDATE
SET name = excluded.name, occasion = excluded.occasion, calendar = excluded.calendar, month = excluded.month,
    day = excluded.day, action = excluded.action, lead_days = excluded.lead_days, tiers = excluded.tiers,
    kind = excluded.kind, active = excluded.active, put_by = excluded.put_by, put_at = excluded.put_at,
    version = t.version + 1
RETURNING code, name, occasion, calendar, month, day, action, lead_days, tiers, kind, active, version
