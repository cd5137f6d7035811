-- into: DecisionStep
SELECT
    kind.code AS step, kind.name, coalesce(said.state, 'PENDING') AS state, said.on_day::text AS on_day, said.blocker,
    said.changed_by, said.changed_at
FROM decision_step_kind AS kind LEFT JOIN decision_step AS said
    ON said.step = kind.code AND said.opportunity_id = :id::uuid
ORDER BY kind.position, kind.code
