-- The alias and those that had been merged into it before are its own again. What the survivor had taken goes back
-- where it is unchanged since.
-- into: Customer
WITH RECURSIVE m AS (
    SELECT * FROM customer_merge WHERE id = :merge_id::uuid AND undone_at IS NULL
), under (id) AS (
    SELECT n.alias_id FROM customer_merge AS n, m WHERE n.survivor_id = m.alias_id AND n.undone_at IS NULL
    UNION
    SELECT n.alias_id FROM customer_merge AS n JOIN under ON n.survivor_id = under.id WHERE n.undone_at IS NULL
), undone AS (
    UPDATE customer_merge AS n SET undone_at = :now::timestamptz, undone_by = :actor FROM m WHERE n.id = m.id
), b AS (
    SELECT (jsonb_populate_record(NULL::customer, m.survivor_before)).* FROM m
), f AS (
    SELECT (jsonb_populate_record(NULL::customer, m.survivor_after)).* FROM m
), was AS (
    SELECT (jsonb_populate_record(NULL::customer, m.alias_before)).* FROM m
), given_back AS (
    UPDATE customer AS c
    SET name_sealed = CASE WHEN c.name_sealed IS NOT DISTINCT FROM f.name_sealed THEN b.name_sealed
            ELSE c.name_sealed END,
        name_masked = CASE WHEN c.name_sealed IS NOT DISTINCT FROM f.name_sealed THEN b.name_masked
            ELSE c.name_masked END,
        name_tokens = CASE WHEN c.name_sealed IS NOT DISTINCT FROM f.name_sealed THEN b.name_tokens
            ELSE c.name_tokens END,
        org_blind = CASE WHEN c.name_sealed IS NOT DISTINCT FROM f.name_sealed THEN b.org_blind ELSE c.org_blind END,
        registration_sealed = CASE WHEN c.registration_sealed IS NOT DISTINCT FROM f.registration_sealed
            THEN b.registration_sealed ELSE c.registration_sealed END,
        registration_masked = CASE WHEN c.registration_sealed IS NOT DISTINCT FROM f.registration_sealed
            THEN b.registration_masked ELSE c.registration_masked END,
        registration_blind = CASE WHEN c.registration_sealed IS NOT DISTINCT FROM f.registration_sealed
            THEN b.registration_blind ELSE c.registration_blind END,
        tier = CASE WHEN c.tier IS NOT DISTINCT FROM f.tier THEN b.tier ELSE c.tier END,
        industry = CASE WHEN c.industry IS NOT DISTINCT FROM f.industry THEN b.industry ELSE c.industry END,
        attributes = CASE WHEN c.attributes IS NOT DISTINCT FROM f.attributes THEN b.attributes ELSE c.attributes END,
        size_band = CASE WHEN c.size_band IS NOT DISTINCT FROM f.size_band THEN b.size_band ELSE c.size_band END,
        region = CASE WHEN c.region IS NOT DISTINCT FROM f.region THEN b.region ELSE c.region END,
        time_zone = CASE WHEN c.time_zone IS NOT DISTINCT FROM f.time_zone THEN b.time_zone ELSE c.time_zone END,
        occupation = CASE WHEN c.occupation IS NOT DISTINCT FROM f.occupation THEN b.occupation ELSE c.occupation END,
        income_band = CASE WHEN c.income_band IS NOT DISTINCT FROM f.income_band THEN b.income_band
            ELSE c.income_band END,
        birth_date_sealed = CASE WHEN c.birth_date_sealed IS NOT DISTINCT FROM f.birth_date_sealed
            THEN b.birth_date_sealed ELSE c.birth_date_sealed END,
        birthday_blind = CASE WHEN c.birth_date_sealed IS NOT DISTINCT FROM f.birth_date_sealed
            THEN b.birthday_blind ELSE c.birthday_blind END,
        decision_cycle_days = CASE WHEN c.decision_cycle_days IS NOT DISTINCT FROM f.decision_cycle_days
            THEN b.decision_cycle_days ELSE c.decision_cycle_days END,
        owner_id = CASE WHEN c.owner_id IS NOT DISTINCT FROM f.owner_id THEN b.owner_id ELSE c.owner_id END,
        owner_path = CASE WHEN c.owner_id IS NOT DISTINCT FROM f.owner_id THEN b.owner_path ELSE c.owner_path END,
        version = c.version + 1, updated_at = :now::timestamptz
    FROM m, b, f
    WHERE c.id = m.survivor_id AND c.state <> 'ERASED'
), own (ids) AS (
    SELECT array_append(ARRAY(SELECT id FROM under), m.alias_id) FROM m
), pairs AS (
    UPDATE duplicate AS d
    SET state = 'DISMISSED', closed_at = :now::timestamptz, closed_by = :actor
    FROM own
    WHERE d.state = 'MERGED' AND (d.first_id = ANY (own.ids) OR d.second_id = ANY (own.ids))
        AND (d.first_id = ANY (own.ids)) <> (d.second_id = ANY (own.ids))
), followers AS (
    UPDATE customer AS c
    SET alias_of = was.id, owner_id = was.owner_id, owner_path = was.owner_path
    FROM was, under
    WHERE c.id = under.id AND c.state = 'MERGED'
)
UPDATE customer AS c
SET state = was.state, alias_of = NULL, owner_id = was.owner_id, owner_path = was.owner_path, version = c.version + 1,
    updated_at = :now::timestamptz
FROM was
WHERE c.id = was.id
RETURNING c.id, c.kind, c.state, c.name_masked, c.tier, c.industry, c.size_band, c.region, c.occupation, c.income_band,
    c.birth_date_sealed IS NOT NULL AS birth_date_known, c.decision_cycle_days, c.time_zone, c.owner_id, c.owner_path,
    c.first_touch_channel, c.alias_of, c.version, c.created_at, c.updated_at, c.registration_masked
