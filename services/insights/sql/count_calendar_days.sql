-- into: LoadCalendarReply
SELECT count(*) AS days FROM calendar_day WHERE calendar = :calendar::text
