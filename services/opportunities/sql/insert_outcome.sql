-- bind: id state reason stage competitor remark
INSERT INTO outcome (opportunity_id, state, reason, stage, competitor, remark, said_by, said_at)
VALUES (
    :id::uuid, :state::text, :reason::text, :stage::text, :competitor::text, :remark::text, :actor::text,
    :now::timestamptz
)
