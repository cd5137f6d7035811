-- into: Customer
SELECT id, kind, state, name_masked, tier, industry, size_band, region, occupation, income_band,
    birth_date_sealed IS NOT NULL AS birth_date_known, decision_cycle_days, time_zone, owner_id, owner_path,
    first_touch_channel, alias_of, version, created_at, updated_at,
    registration_masked, tier_by_hand,
    EXISTS (SELECT FROM key_account AS k WHERE k.customer_id = customer.id) AS key_account
FROM customer
WHERE id = :id::uuid AND starts_with(owner_path, :scope)
