-- into: GradeDefinition
SELECT grade, definition, min_total, needs_strong_intent, needs_clear_need, max_days_to_close, cadence_days, review_days,
    stall_days
FROM grade_rule
ORDER BY rank
