-- into: BuyingRole
SELECT
    buying_role.contact_id, buying_role.role, buying_role.level, buying_role.function, buying_role.stance,
    buying_role.influence, contact_touch.last_at AS last_activity_at
FROM buying_role LEFT JOIN contact_touch USING (opportunity_id, contact_id)
WHERE opportunity_id = :id::uuid
ORDER BY buying_role.influence DESC, buying_role.contact_id, buying_role.role
