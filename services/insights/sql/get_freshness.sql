-- into: DomainFreshness
SELECT c.domain, c.pos, r.until_pos AS replay_until,
    CASE WHEN r.until_pos IS NULL THEN 100 ELSE 100 * c.pos / r.until_pos END AS percent
FROM cursor AS c
LEFT JOIN replay_domain AS r ON r.domain = c.domain AND r.until_pos > c.pos
ORDER BY c.domain
