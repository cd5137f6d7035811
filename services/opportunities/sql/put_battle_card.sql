-- into: BattleCard
INSERT INTO battle_card (opportunity_id, competitor, their_edge, our_counter, offer_minor, set_at)
VALUES (
    :id::uuid, :competitor::text, :their_edge::text, :our_counter::text, :offer_minor::bigint, :now::timestamptz
)
ON CONFLICT (opportunity_id, competitor) DO UPDATE
SET their_edge = excluded.their_edge,
    our_counter = excluded.our_counter,
    offer_minor = excluded.offer_minor,
    set_at = excluded.set_at
RETURNING competitor, their_edge, our_counter, offer_minor, set_at
