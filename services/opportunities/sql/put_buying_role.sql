-- bind: role level function stance influence
INSERT INTO buying_role (opportunity_id, contact_id, role, level, function, stance, influence)
VALUES (
    :id::uuid, :contact_id::uuid, :role::text, :level::text, :function::text, :stance::text, :influence::integer
)
ON CONFLICT (opportunity_id, contact_id, role) DO UPDATE
SET level = excluded.level,
    function = excluded.function,
    stance = excluded.stance,
    influence = excluded.influence
