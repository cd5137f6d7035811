-- bind: template channels
SELECT :template::text AS template
WHERE NOT EXISTS (
    SELECT FROM unnest(:channels::text[]) AS wanted (channel)
    WHERE NOT EXISTS (SELECT FROM template AS t WHERE t.code = :template::text AND t.channel = wanted.channel))
