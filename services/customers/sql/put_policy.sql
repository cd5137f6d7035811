-- into: ContactPolicy
INSERT INTO contact_policy AS y (purpose, from_minute, until_minute, weekdays, daily_cap, needs_grant)
VALUES (:purpose, :from_minute::integer, :until_minute::integer, :weekdays::integer, :daily_cap::integer,
    :needs_grant::boolean)
ON CONFLICT (purpose) DO UPDATE
SET from_minute = excluded.from_minute, until_minute = excluded.until_minute, weekdays = excluded.weekdays,
    daily_cap = excluded.daily_cap, needs_grant = excluded.needs_grant, version = y.version + 1
RETURNING purpose, from_minute, until_minute, weekdays, daily_cap, needs_grant, version
