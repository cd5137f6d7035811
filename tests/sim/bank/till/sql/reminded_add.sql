INSERT INTO reminded (op_id, due_us, at_us)
VALUES (:op_id::uuid, :due_us::bigint, (extract(epoch FROM now()) * 1000000)::bigint)
