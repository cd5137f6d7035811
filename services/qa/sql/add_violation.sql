-- bind: violation_id violation_state evaluation_id criterion
INSERT INTO violation (id, state, evaluation_id, criterion, raised_at)
VALUES (
    :violation_id::uuid, :violation_state::text, :evaluation_id::uuid, :criterion::text, :now::timestamptz
)
