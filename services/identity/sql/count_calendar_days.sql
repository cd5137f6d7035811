-- into: PutCalendarDaysReply
SELECT count(*) AS days FROM calendar_entry WHERE calendar = coalesce(:calendar::text, 'default')
