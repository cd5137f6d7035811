-- into: BattleCard
SELECT competitor, their_edge, our_counter, offer_minor, set_at
FROM battle_card
WHERE opportunity_id = :id::uuid
ORDER BY competitor
