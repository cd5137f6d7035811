-- bind: case_id contract_id ids steps positions roles modes kinds refs states sinces approvers behalves decideds notes
INSERT INTO approval_slot (
    id, case_id, contract_id, step, position, role, mode, kind, ref, state, waiting_since, approver_id, on_behalf_of,
    decided_at, note
)
SELECT id, :case_id::uuid, :contract_id::uuid, step, position, role, mode, kind, ref, state, since, approver, behalf,
       decided, note
FROM unnest(
    :ids::uuid[], :steps::integer[], :positions::integer[], :roles::text[], :modes::text[], :kinds::text[],
    :refs::text[], :states::text[], :sinces::timestamptz[], :approvers::text[], :behalves::text[],
    :decideds::timestamptz[], :notes::text[]
) AS slot (id, step, position, role, mode, kind, ref, state, since, approver, behalf, decided, note)
ON CONFLICT (id) DO UPDATE
SET step = excluded.step, state = excluded.state, waiting_since = excluded.waiting_since,
    approver_id = excluded.approver_id, on_behalf_of = excluded.on_behalf_of, decided_at = excluded.decided_at
