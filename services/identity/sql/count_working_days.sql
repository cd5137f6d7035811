-- bind: first_day last_day
-- into: ListCalendarDaysReply
SELECT count(*) AS working_days FROM working_days_of(:first_day::date, :last_day::date, coalesce(:calendar::text, 'default'))
