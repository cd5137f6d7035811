-- bind: id version state stage stage_since purchase_stage grade grade_overridden amount_minor probability
-- bind: expected_close forecast_category lost_reason lost_stage competitor contract_id closed_at
UPDATE opportunity
SET version = version + 1,
    state = :state::text,
    stage = :stage::text,
    stage_since = :stage_since::timestamptz,
    purchase_stage = :purchase_stage::text,
    grade = :grade::text,
    grade_overridden = :grade_overridden::boolean,
    amount_minor = :amount_minor::bigint,
    probability = :probability::integer,
    expected_close = :expected_close::date,
    forecast_category = :forecast_category::text,
    lost_reason = :lost_reason::text,
    lost_stage = :lost_stage::text,
    competitor = :competitor::text,
    contract_id = :contract_id::uuid,
    closed_at = :closed_at::timestamptz
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
