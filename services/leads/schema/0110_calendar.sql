-- Holidays come from identity now (calendar.changed). Those that were entered here hold until it says otherwise; the
-- table is for the version before.
INSERT INTO calendar_entry (calendar, day, working)
SELECT 'default', day, false FROM holiday
ON CONFLICT DO NOTHING;
