-- into: GradeDefinition
UPDATE grade_rule
SET definition = coalesce(:definition::text, definition),
    min_total = coalesce(:min_total::integer, min_total),
    needs_strong_intent = coalesce(:needs_strong_intent::boolean, needs_strong_intent),
    needs_clear_need = coalesce(:needs_clear_need::boolean, needs_clear_need),
    max_days_to_close = coalesce(:max_days_to_close::integer, max_days_to_close),
    cadence_days = coalesce(:cadence_days::integer, cadence_days),
    review_days = coalesce(:review_days::integer, review_days),
    stall_days = coalesce(:stall_days::integer, stall_days)
WHERE grade = :grade::text
RETURNING
    grade, definition, min_total, needs_strong_intent, needs_clear_need, max_days_to_close, cadence_days, review_days,
    stall_days
