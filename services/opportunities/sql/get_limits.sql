-- What the stage and the grade say; a deal without a grade is followed as a MEDIUM one.
-- bind: clock_stage clock_grade
SELECT
    coalesce(
        (SELECT pipeline_stage.stall_days FROM pipeline_stage WHERE code = :clock_stage::text), grade_rule.stall_days
    ) AS stall_days,
    cadence_days, review_days
FROM grade_rule
WHERE grade = coalesce(:clock_grade::text, 'MEDIUM')
