-- bind: ids
SELECT DISTINCT ON (id) id, version, state, customer_id, lead_id, opportunity_id, contract_id, case_id, call_id, at,
    target_contact_ids, purchase_stage, type, effect_level, two_way, need_sealed, concern_sealed, feedback_sealed,
    note_sealed, next_contact_at,
    recorded_by, recorded_at
FROM activity
WHERE id = ANY (:ids::uuid[])
ORDER BY id, version DESC
