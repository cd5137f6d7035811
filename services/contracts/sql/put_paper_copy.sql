INSERT INTO paper_copy (contract_id, position, party, holder, location, state, recorded_by, recorded_at)
VALUES (
    :id::uuid, :position::integer, :party::text, :holder::text, :location::text, coalesce(:state::text, 'HELD'),
    :actor::text, :now::timestamptz
)
ON CONFLICT (contract_id, position) DO UPDATE
SET party = excluded.party, holder = excluded.holder, location = excluded.location, state = excluded.state,
    recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
