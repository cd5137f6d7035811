-- Of a signed one its conditions. One that took effect before obligations were followed has them all PENDING.
-- bind: id text_version
-- into: ContractDuty
SELECT
    coalesce(d.duty_group, o.obligation_group) AS "group", coalesce(d.code, o.code) AS code,
    coalesce(d.due_on, o.due_on)::text AS due_on, coalesce(d.owner_service, 'contracts') AS owner_service,
    coalesce(d.state, 'PENDING') AS state, d.reason, d.settled_by, d.settled_at
FROM (
    SELECT obligation.code, obligation.obligation_group, obligation.due_on
    FROM obligation
    JOIN contract ON contract.id = obligation.contract_id
        AND (contract.effective_at IS NOT NULL
             OR (contract.signed_at IS NOT NULL AND obligation.obligation_group = 'CONDITION'))
    WHERE obligation.contract_id = :id::uuid AND obligation.text_version = :text_version::integer
) o
FULL JOIN (SELECT * FROM duty WHERE contract_id = :id::uuid) d ON d.code = o.code
ORDER BY 2
