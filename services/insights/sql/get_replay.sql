SELECT EXISTS (SELECT FROM replay_domain AS r JOIN cursor AS c USING (domain) WHERE c.pos < r.until_pos) AS rebuilding,
    (SELECT started_at FROM replay) AS started_at, (SELECT finished_at FROM replay) AS finished_at
