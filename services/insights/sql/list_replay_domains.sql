SELECT c.domain, least(c.pos, coalesce(r.until_pos, c.pos)) AS pos, coalesce(r.until_pos, c.pos) AS head,
    greatest(1, extract(epoch FROM coalesce(r.reached_at, :now::timestamptz) - p.started_at)::bigint) AS seconds,
    r.domain IS NOT NULL AS was_replayed
FROM cursor AS c
LEFT JOIN replay_domain AS r USING (domain)
LEFT JOIN replay AS p ON true
ORDER BY c.domain
