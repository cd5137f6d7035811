SELECT count(*) AS days_off
FROM holiday
