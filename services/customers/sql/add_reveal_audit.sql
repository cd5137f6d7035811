-- bind: id wanted
INSERT INTO reveal_audit (id, at, actor, customer_id, field, target_id, reason)
VALUES (:id::uuid, :now, :actor, :customer_id::uuid, :wanted, :target_id::uuid, :reason)
