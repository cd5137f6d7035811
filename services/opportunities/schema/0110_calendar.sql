-- The working calendar comes from identity now (calendar.changed). What was entered here holds until it says otherwise;
-- the table is for the version before.
INSERT INTO calendar_entry (calendar, day, working)
SELECT 'default', day, working FROM calendar_day
ON CONFLICT DO NOTHING;
