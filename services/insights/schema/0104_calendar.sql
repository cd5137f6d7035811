-- Working calendars come from identity now (calendar.changed). What was entered here holds until it says otherwise; the
-- table is for the version before.
INSERT INTO calendar_entry (calendar, day, working)
SELECT calendar, day, working FROM calendar_day
ON CONFLICT DO NOTHING;
