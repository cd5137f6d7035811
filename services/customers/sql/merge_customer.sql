-- Nothing when one of them was merged or erased by another call of the same transaction.
-- into: Customer
-- bind: merge_id taken name_sealed birth_date_sealed registration_sealed until
WITH a AS (
    SELECT * FROM customer WHERE id = :alias_id::uuid AND state NOT IN ('MERGED', 'ERASED')
), s AS (
    SELECT * FROM customer WHERE id = :survivor_id::uuid AND state NOT IN ('MERGED', 'ERASED')
), changed AS (
    UPDATE customer AS c
    SET name_sealed = CASE WHEN 'NAME' = ANY (:taken::text[]) THEN :name_sealed::bytea ELSE c.name_sealed END,
        name_masked = CASE WHEN 'NAME' = ANY (:taken::text[]) THEN a.name_masked ELSE c.name_masked END,
        name_tokens = CASE WHEN 'NAME' = ANY (:taken::text[]) THEN a.name_tokens ELSE c.name_tokens END,
        org_blind = CASE WHEN 'NAME' = ANY (:taken::text[]) THEN a.org_blind ELSE c.org_blind END,
        registration_sealed = CASE WHEN 'REGISTRATION_NUMBER' = ANY (:taken::text[]) THEN :registration_sealed::bytea
            ELSE c.registration_sealed END,
        registration_masked = CASE WHEN 'REGISTRATION_NUMBER' = ANY (:taken::text[]) THEN a.registration_masked
            ELSE c.registration_masked END,
        registration_blind = CASE WHEN 'REGISTRATION_NUMBER' = ANY (:taken::text[]) THEN a.registration_blind
            ELSE c.registration_blind END,
        tier = CASE WHEN 'TIER' = ANY (:taken::text[]) THEN a.tier ELSE c.tier END,
        industry = CASE WHEN 'INDUSTRY' = ANY (:taken::text[]) THEN a.industry ELSE c.industry END,
        attributes = CASE WHEN 'INDUSTRY' = ANY (:taken::text[]) THEN a.attributes ELSE c.attributes END,
        size_band = CASE WHEN 'SIZE_BAND' = ANY (:taken::text[]) THEN a.size_band ELSE c.size_band END,
        region = CASE WHEN 'REGION' = ANY (:taken::text[]) THEN a.region ELSE c.region END,
        time_zone = CASE WHEN 'REGION' = ANY (:taken::text[]) THEN a.time_zone ELSE c.time_zone END,
        occupation = CASE WHEN 'OCCUPATION' = ANY (:taken::text[]) THEN a.occupation ELSE c.occupation END,
        income_band = CASE WHEN 'INCOME_BAND' = ANY (:taken::text[]) THEN a.income_band ELSE c.income_band END,
        birth_date_sealed = CASE WHEN 'BIRTH_DATE' = ANY (:taken::text[]) THEN :birth_date_sealed::bytea
            ELSE c.birth_date_sealed END,
        birthday_blind = CASE WHEN 'BIRTH_DATE' = ANY (:taken::text[]) THEN a.birthday_blind ELSE c.birthday_blind END,
        decision_cycle_days = CASE WHEN 'DECISION_CYCLE' = ANY (:taken::text[]) THEN a.decision_cycle_days
            ELSE c.decision_cycle_days END,
        owner_id = CASE WHEN 'OWNER' = ANY (:taken::text[]) THEN a.owner_id ELSE c.owner_id END,
        owner_path = CASE WHEN 'OWNER' = ANY (:taken::text[]) THEN a.owner_path ELSE c.owner_path END,
        version = c.version + 1, updated_at = :now::timestamptz
    FROM a, s
    WHERE c.id = s.id
    RETURNING c.*
), kept AS (
    INSERT INTO customer_merge (id, survivor_id, alias_id, taken, survivor_before, survivor_after, alias_before, merged_at,
        merged_by, unmerge_until)
    SELECT :merge_id::uuid, s.id, a.id, :taken::text[], to_jsonb(s), to_jsonb(changed), to_jsonb(a), :now::timestamptz,
        :actor::text, :until::timestamptz
    FROM a, s, changed
), one (id) AS (
    SELECT c.id FROM customer AS c, a, s WHERE c.id IN (a.id, s.id) OR c.alias_of IN (a.id, s.id)
), pairs AS (
    UPDATE duplicate AS d
    SET state = 'MERGED', closed_at = :now::timestamptz, closed_by = :actor
    WHERE d.state = 'OPEN' AND d.first_id IN (SELECT id FROM one) AND d.second_id IN (SELECT id FROM one)
), gone AS (
    UPDATE customer AS c
    SET state = 'MERGED', alias_of = changed.id, owner_id = changed.owner_id, owner_path = changed.owner_path,
        version = c.version + 1, updated_at = :now::timestamptz
    FROM a, changed
    WHERE c.id = a.id OR c.alias_of = a.id
), followers AS (
    UPDATE customer AS c
    SET owner_id = changed.owner_id, owner_path = changed.owner_path
    FROM a, changed
    WHERE c.alias_of = changed.id AND c.id <> a.id
)
SELECT id, kind, state, name_masked, tier, industry, size_band, region, occupation, income_band,
    birth_date_sealed IS NOT NULL AS birth_date_known, decision_cycle_days, time_zone, owner_id, owner_path,
    first_touch_channel, alias_of, version, created_at, updated_at, registration_masked
FROM changed
