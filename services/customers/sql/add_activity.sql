-- What a further version does not say stays as it was.
-- bind: id origin_id version activity_state at_time type_code before_id before_version
-- bind: need_sealed concern_sealed feedback_sealed note_sealed effect both_sides
INSERT INTO activity (id, version, state, customer_id, lead_id, opportunity_id, contract_id, case_id, call_id, at,
    target_contact_ids, purchase_stage, type, effect_level, two_way, need_sealed, concern_sealed, feedback_sealed,
    note_sealed, next_contact_at, channel, recorded_by, recorded_at, decision_id)
SELECT :id::uuid, :version::integer, :activity_state, :origin_id::uuid,
    coalesce(:lead_id::uuid, b.lead_id), coalesce(:opportunity_id::uuid, b.opportunity_id),
    coalesce(:contract_id::uuid, b.contract_id), coalesce(:case_id::uuid, b.case_id),
    coalesce(:call_id::uuid, b.call_id),
    coalesce(:at_time::timestamptz, b.at),
    CASE WHEN :target_contact_ids::uuid[] = '{}' THEN coalesce(b.target_contact_ids, '{}')
        ELSE :target_contact_ids::uuid[] END,
    coalesce(:purchase_stage, b.purchase_stage), :type_code, coalesce(:effect::integer, b.effect_level, 0),
    coalesce(:both_sides::boolean, b.two_way, false),
    coalesce(:need_sealed::bytea, b.need_sealed), coalesce(:concern_sealed::bytea, b.concern_sealed),
    coalesce(:feedback_sealed::bytea, b.feedback_sealed), coalesce(:note_sealed::bytea, b.note_sealed),
    coalesce(:next_contact_at::timestamptz, b.next_contact_at), :channel, :actor, :now::timestamptz,
    coalesce(:decision_id::uuid, b.decision_id)
FROM (SELECT) AS one
LEFT JOIN activity AS b ON b.id = :before_id::uuid AND b.version = :before_version::integer
RETURNING id, version, state, customer_id, lead_id, opportunity_id, contract_id, case_id, call_id, at,
    target_contact_ids, purchase_stage, type, effect_level, two_way, need_sealed, concern_sealed, feedback_sealed,
    note_sealed, next_contact_at,
    recorded_by, recorded_at, decision_id
