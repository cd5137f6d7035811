-- The agreed one, else the one that was closed with the opportunity.
-- into: SalesPlan
SELECT id, state, target, unit, deadline::text AS deadline, owner_id, team_target_ref, agreed_by, agreed_at
FROM plan
WHERE opportunity_id = :id::uuid AND state IN ('AGREED', 'CLOSED')
ORDER BY agreed_at DESC, id DESC
LIMIT 1
