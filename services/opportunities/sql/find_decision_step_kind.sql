-- bind: step
SELECT code
FROM decision_step_kind
WHERE code = :step::text
