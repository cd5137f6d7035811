-- into: SalesStrategy
INSERT INTO strategy (
    opportunity_id, value_proposition, competitive_edge, communication_mode, route, set_by, set_at
)
VALUES (
    :id::uuid, :value_proposition::text, :competitive_edge::text, :communication_mode::text, :route::text,
    :actor::text, :now::timestamptz
)
ON CONFLICT (opportunity_id) DO UPDATE
SET value_proposition = excluded.value_proposition,
    competitive_edge = excluded.competitive_edge,
    communication_mode = excluded.communication_mode,
    route = excluded.route,
    set_by = excluded.set_by,
    set_at = excluded.set_at
RETURNING value_proposition, competitive_edge, communication_mode, route, set_by, set_at
