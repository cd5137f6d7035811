-- bind: hold_id contract_id expires_at
INSERT INTO contract_hold (id, contract_id, violation_id, criterion, placed_at, expires_at)
VALUES (
    :hold_id::uuid, :contract_id::uuid, :violation_id::uuid, :criterion::text, :now::timestamptz,
    :expires_at::timestamptz
)
