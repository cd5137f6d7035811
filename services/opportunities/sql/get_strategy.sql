-- into: SalesStrategy
SELECT value_proposition, competitive_edge, communication_mode, route, set_by, set_at
FROM strategy
WHERE opportunity_id = :id::uuid
