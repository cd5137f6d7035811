-- bind: pos agg_ver
INSERT INTO posting (op_id, account_id, pos, agg_ver)
VALUES (:op_id::uuid, :account_id::uuid, :pos::bigint, :agg_ver::bigint)
