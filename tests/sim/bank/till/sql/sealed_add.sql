-- bind: pos
INSERT INTO sealed (op_id, pos)
VALUES (:op_id::uuid, :pos::bigint)
