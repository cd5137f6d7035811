SELECT r.domain, least(c.pos, r.until_pos) AS pos, r.until_pos AS head,
    greatest(1, extract(epoch FROM coalesce(r.reached_at, :now::timestamptz) - p.started_at)::bigint) AS seconds
FROM replay_domain AS r
JOIN cursor AS c USING (domain)
CROSS JOIN replay AS p
ORDER BY r.domain
