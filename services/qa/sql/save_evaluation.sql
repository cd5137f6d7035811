-- bind: id version state script_version evaluator_id reviewer_id score_hundredths first_score_hundredths fatal_codes
-- bind: automatic started_at submitted_at lapses_at concluded_at
UPDATE evaluation
SET version = version + 1,
    state = :state::text,
    script_version = :script_version::text,
    evaluator_id = :evaluator_id::text,
    reviewer_id = :reviewer_id::text,
    score_hundredths = :score_hundredths::integer,
    first_score_hundredths = :first_score_hundredths::integer,
    fatal_codes = :fatal_codes::text[],
    automatic = :automatic::boolean,
    started_at = :started_at::timestamptz,
    submitted_at = :submitted_at::timestamptz,
    lapses_at = :lapses_at::timestamptz,
    concluded_at = :concluded_at::timestamptz
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
