UPDATE replay_domain AS r
SET reached_at = :now::timestamptz
FROM cursor AS c
WHERE c.domain = r.domain AND c.pos >= r.until_pos AND r.reached_at IS NULL
