-- bind: criterion enabled days
-- into: HoldRule
INSERT INTO hold_rule (criterion, enabled, days, put_by, put_at)
VALUES (:criterion::text, :enabled::boolean, coalesce(:days::integer, 7), :actor::text, :now::timestamptz)
ON CONFLICT (criterion) DO UPDATE
SET enabled = excluded.enabled, days = excluded.days, put_by = excluded.put_by, put_at = excluded.put_at
RETURNING criterion, enabled, days, put_by, put_at
