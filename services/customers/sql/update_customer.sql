-- into: Customer
-- bind: name_sealed name_masked name_tokens org_blind birth_date_sealed birthday_blind cycle_days
-- bind: registration_sealed registration_masked registration_blind
UPDATE customer
SET name_sealed = coalesce(:name_sealed::bytea, name_sealed),
    name_masked = coalesce(:name_masked, name_masked),
    name_tokens = coalesce(:name_tokens::text[], name_tokens),
    org_blind = CASE WHEN :name_sealed::bytea IS NULL THEN org_blind ELSE :org_blind::text END,
    registration_sealed = coalesce(:registration_sealed::bytea, registration_sealed),
    registration_masked = coalesce(:registration_masked::text, registration_masked),
    registration_blind = coalesce(:registration_blind::text, registration_blind),
    tier = coalesce(:tier, tier),
    industry = coalesce(:industry, industry),
    size_band = coalesce(:size_band, size_band),
    region = coalesce(:region, region),
    occupation = coalesce(:occupation, occupation),
    income_band = coalesce(:income_band, income_band),
    birth_date_sealed = coalesce(:birth_date_sealed::bytea, birth_date_sealed),
    birthday_blind = coalesce(:birthday_blind::text, birthday_blind),
    decision_cycle_days = coalesce(:cycle_days::integer, decision_cycle_days),
    time_zone = coalesce(:time_zone, time_zone),
    tier_by_hand = CASE WHEN :tier::text IS NOT NULL THEN true WHEN coalesce(:tier_by_rule::boolean, false) THEN false
        ELSE tier_by_hand END,
    version = version + 1,
    updated_at = :now::timestamptz
WHERE id = :id::uuid
RETURNING id, kind, state, name_masked, tier, industry, size_band, region, occupation, income_band,
    birth_date_sealed IS NOT NULL AS birth_date_known, decision_cycle_days, time_zone, owner_id, owner_path,
    first_touch_channel, alias_of, version, created_at, updated_at,
    registration_masked, tier_by_hand,
    EXISTS (SELECT FROM key_account AS k WHERE k.customer_id = customer.id) AS key_account
