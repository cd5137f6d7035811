-- bind: calendar days_off days_worked days_usual
SELECT calendar_change(:calendar::text, :days_off::date[], :days_worked::date[], :days_usual::date[])
