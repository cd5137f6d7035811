-- into: ExitCriterion
SELECT code, name, accepts_note, decision_step, activity_type, min_effect
FROM exit_criterion
ORDER BY code
