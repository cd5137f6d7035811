-- bind: id version state owner_id due_on measure remeasure_survey_id score_after effective
UPDATE improvement
SET version = version + 1,
    state = :state::text,
    owner_id = :owner_id::text,
    due_on = :due_on::date,
    measure = :measure::text,
    remeasure_survey_id = :remeasure_survey_id::uuid,
    score_after = :score_after::integer,
    effective = :effective::boolean
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
