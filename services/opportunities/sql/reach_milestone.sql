-- bind: plan_id reached_on
UPDATE milestone
SET reached_on = :reached_on::date,
    actual = :actual::bigint
WHERE plan_id = :plan_id::uuid AND code = :code::text AND reached_on IS NULL
