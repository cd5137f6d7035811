SELECT (SELECT count(*) FROM dead_letter) AS dead_letters,
       (SELECT count(*) FROM (SELECT DISTINCT domain, agg_id FROM dead_letter WHERE agg_id IS NOT NULL) AS p) AS parked,
       (SELECT count(*) FROM job) AS jobs_waiting,
       (SELECT count(*) FROM job WHERE due_at < now() - interval '5 seconds') AS jobs_late,
       (SELECT count(*) FROM repair WHERE state = 'WAITING') AS repairs_waiting,
       coalesce((SELECT pos FROM event ORDER BY pos DESC LIMIT 1), 0) AS log_head
