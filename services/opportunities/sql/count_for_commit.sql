SELECT
    (SELECT count(*) FROM opportunity_line WHERE opportunity_id = :id::uuid) AS lines,
    (SELECT count(*) FROM plan WHERE opportunity_id = :id::uuid AND state = 'AGREED') AS plans
