-- Those of the present text are handed over or wait; those that an amendment has taken out are waived.
-- bind: id text_version
WITH gone AS (
    UPDATE duty
    SET state = 'WAIVED', reason = 'AMENDED', settled_by = :actor::text, settled_at = :now::timestamptz
    WHERE contract_id = :id::uuid AND state IN ('PENDING', 'HANDED_OVER')
      AND NOT EXISTS (
          SELECT
          FROM obligation o
          WHERE o.contract_id = :id::uuid AND o.text_version = :text_version::integer AND o.code = duty.code)
)
INSERT INTO duty (contract_id, code, duty_group, due_on, owner_service, state)
SELECT
    contract_id, code, obligation_group, due_on,
    CASE obligation_group WHEN 'DELIVERY' THEN 'aftersales' ELSE 'contracts' END,
    CASE obligation_group WHEN 'DELIVERY' THEN 'HANDED_OVER' ELSE 'PENDING' END
FROM obligation
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
ON CONFLICT (contract_id, code) DO UPDATE
SET due_on = excluded.due_on
