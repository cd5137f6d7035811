SELECT coalesce((SELECT pos FROM event ORDER BY pos DESC LIMIT 1), 0) AS head,
       coalesce((SELECT pos FROM event ORDER BY pos LIMIT 1), 0) AS earliest
