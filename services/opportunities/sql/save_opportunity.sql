-- Writes the row and what this version touched; nothing when the row is of another version.
-- bind: id version state stage stage_since purchase_stage grade grade_overridden amount_minor probability
-- bind: expected_close forecast_category lost_reason lost_stage competitor contract_id closed_at reviewed_at
-- bind: budget_minor decision_complexity touched
WITH before AS (
    SELECT to_jsonb(opportunity) AS fields
    FROM opportunity
    WHERE id = :id::uuid AND version = :version::bigint
), saved AS (
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
        closed_at = :closed_at::timestamptz,
        reviewed_at = :reviewed_at::timestamptz,
        budget_minor = :budget_minor::bigint,
        decision_complexity = :decision_complexity::integer
    WHERE id = :id::uuid AND version = :version::bigint
    RETURNING id, version, to_jsonb(opportunity) AS fields
), logged AS (
    INSERT INTO opportunity_change (opportunity_id, version, fields, changed_by, changed_at)
    SELECT
        saved.id, saved.version,
        array_remove(
            ARRAY(
                SELECT key
                FROM jsonb_each(saved.fields) AS new (key, value) JOIN jsonb_each(before.fields) AS old (key, value)
                    USING (key)
                WHERE new.value <> old.value AND key <> 'version'
                ORDER BY key
            ) || :touched::text,
            NULL
        ),
        :actor::text, :now::timestamptz
    FROM saved, before
)
SELECT version
FROM saved
