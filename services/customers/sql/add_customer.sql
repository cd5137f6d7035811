-- Only while nobody has the points or the number: another capture of the same transaction may have been quicker.
-- bind: id kind name_sealed name_masked name_tokens org_blind region owner_path first_touch_channel
-- bind: wrapped master_version blinds point_ids point_kinds point_blinds point_fours point_masks phone_sealed
-- bind: email_sealed registration_sealed registration_masked registration_blind
WITH made AS (
    INSERT INTO customer (id, kind, state, name_sealed, name_masked, name_tokens, org_blind,
        registration_sealed, registration_masked, registration_blind, region, time_zone, owner_path,
        first_touch_channel, created_at, updated_at)
    SELECT :id::uuid, :kind, 'PROSPECT', :name_sealed::bytea, :name_masked, :name_tokens::text[],
        :org_blind::text, :registration_sealed::bytea, :registration_masked::text, :registration_blind::text, :region,
        coalesce((SELECT time_zone FROM region WHERE code = :region), 'UTC'), :owner_path, :first_touch_channel,
        :now::timestamptz, :now::timestamptz
    WHERE NOT EXISTS (
        SELECT FROM contact_point AS p
        JOIN customer AS c ON c.id = p.customer_id AND c.state <> 'ERASED'
        WHERE p.blind = ANY (:blinds::text[]) AND p.state <> 'RETIRED')
        AND NOT EXISTS (SELECT FROM customer WHERE registration_blind = :registration_blind::text)
    RETURNING id, kind, owner_id, owner_path, tier, region, time_zone, name_masked
), key AS (
    INSERT INTO subject_key (subject_id, wrapped, master_version)
    SELECT id, :wrapped::bytea, :master_version::integer FROM made
), points AS (
    INSERT INTO contact_point (id, customer_id, kind, blind, blind_version, last_four_blind, masked, value_sealed,
        created_at)
    SELECT g.id, made.id, g.kind, g.blind, :master_version::integer, g.four, g.masked,
        CASE g.kind WHEN 'PHONE' THEN :phone_sealed::bytea ELSE :email_sealed::bytea END, :now::timestamptz
    FROM made, unnest(:point_ids::uuid[], :point_kinds::text[], :point_blinds::text[], :point_fours::text[],
        :point_masks::text[]) AS g (id, kind, blind, four, masked)
)
SELECT id, kind, owner_id, owner_path, tier, region, time_zone, name_masked FROM made
