-- The next deals by id as they stand; a day's first word counts.
-- bind: snapshot_day row_limit
WITH page AS (
    SELECT
        id, owner_id, owner_path, currency, amount_minor, probability, forecast_category, expected_close
    FROM opportunity
    WHERE state IN ('OPEN', 'COMMITTED') AND (:after_id::uuid IS NULL OR id > :after_id::uuid)
    ORDER BY id
    LIMIT :row_limit::bigint
), kept AS (
    INSERT INTO forecast_snapshot (
        day, opportunity_id, owner_id, owner_path, currency, amount_minor, probability, category, expected_close,
        manager_amount_minor, manager_probability, manager_category
    )
    SELECT
        :snapshot_day::date, page.id, page.owner_id, page.owner_path, page.currency, page.amount_minor,
        page.probability, page.forecast_category, page.expected_close, adjusted.amount_minor, adjusted.probability,
        adjusted.category
    FROM page LEFT JOIN forecast_adjustment AS adjusted ON adjusted.opportunity_id = page.id
    ON CONFLICT (day, opportunity_id) DO NOTHING
)
SELECT id
FROM page
ORDER BY id DESC
