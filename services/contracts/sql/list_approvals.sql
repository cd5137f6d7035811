-- bind: after_at after_id row_limit approve_scope legal_scope roles
-- into: ApprovalTask
WITH judge AS (
    SELECT 0 AS rank, :actor::text AS id, :approve_scope::text AS approve_scope, :legal_scope::text AS legal_scope,
           :roles::text[] AS roles
    UNION ALL
    SELECT 1, from_id, approve_scope, legal_scope, roles
    FROM approval_delegation
    WHERE to_id = :actor::text AND ended_at IS NULL
      AND valid_from <= :now::timestamptz AND valid_until > :now::timestamptz
)
SELECT
    p.id AS contract_id, p.number, p.state, c.text_version, p.version, p.customer_id, p.currency, p.amount_minor,
    p.deviating_groups, p.largest_discount, p.owner_id, p.drafter_id, c.id AS case_id, c.purpose, s.id AS slot_id,
    s.step, (SELECT max(o.step) FROM approval_slot o WHERE o.case_id = s.case_id) AS steps, s.role, s.kind, s.ref,
    s.waiting_since, extract(epoch FROM :now::timestamptz - s.waiting_since)::bigint AS waiting_s, s.reminders,
    nullif(j.id, :actor::text) AS on_behalf_of, c.reason
FROM approval_slot s
JOIN approval_case c ON c.id = s.case_id AND c.state = 'RUNNING'
JOIN contract p ON p.id = s.contract_id
LEFT JOIN LATERAL (
    SELECT judge.id
    FROM judge
    WHERE p.drafter_id NOT IN (judge.id, :actor::text)
      AND NOT EXISTS (
          SELECT FROM text_author a WHERE a.contract_id = p.id AND a.user_id IN (judge.id, :actor::text))
      AND (c.purpose = 'CONTRACT' OR c.opened_by NOT IN (judge.id, :actor::text))
      AND (s.role <> 'LEGAL' OR starts_with(p.owner_path, judge.legal_scope))
      AND ((s.kind = 'HEAD' AND starts_with(p.drafter_path, judge.approve_scope)) OR s.kind = 'COUNSEL'
           OR (s.kind = 'ROLE' AND s.ref = ANY (judge.roles))
           OR (s.kind IN ('PERSON', 'SUPERIOR') AND s.ref = judge.id))
      AND (c.repeat_policy = 'ALLOW_REPEAT' OR NOT EXISTS (
          SELECT
          FROM approval_slot o
          WHERE o.case_id = s.case_id AND o.state = 'APPROVED'
            AND (o.approver_id IN (judge.id, :actor::text) OR o.on_behalf_of = judge.id)))
    ORDER BY judge.rank
    LIMIT 1
) j ON true
WHERE s.state = 'ACTIVE'
  AND CASE coalesce(:view::text, 'MINE')
          WHEN 'MINE' THEN j.id IS NOT NULL
          WHEN 'SUBMITTED' THEN p.drafter_id = :actor::text
          ELSE starts_with(p.owner_path, :scope::text) END
  AND (:after_at::timestamptz IS NULL OR (s.waiting_since, s.id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY s.waiting_since, s.id
LIMIT :row_limit::bigint
