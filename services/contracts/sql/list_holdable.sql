-- Contracts of the deal that are not signed yet, where the rule of the criterion is on.
SELECT c.id, r.days
FROM contract c
JOIN hold_rule r ON r.criterion = :criterion::text AND r.enabled
WHERE c.opportunity_id = :opportunity_id::uuid
  AND c.state IN ('DRAFT', 'DEPT_REVIEW', 'LEGAL_REVIEW', 'APPROVED', 'NEGOTIATING', 'SIGNING')
ORDER BY c.id
