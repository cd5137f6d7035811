-- bind: consumer pos
INSERT INTO consumer (name, pos, seen_at)
VALUES (:consumer::text, :pos::bigint, now())
ON CONFLICT (name) DO UPDATE SET pos = excluded.pos, seen_at = excluded.seen_at
