-- bind: ids
SELECT DISTINCT ON (a.id) a.id, a.version, a.state, a.customer_id, a.lead_id, a.opportunity_id, a.contract_id,
    a.case_id, a.call_id, a.at, a.target_contact_ids, a.purchase_stage, a.type, a.effect_level, a.two_way,
    a.need_sealed, a.concern_sealed, a.feedback_sealed, a.note_sealed, a.next_contact_at, a.recorded_by, a.recorded_at,
    a.decision_id, k.wrapped, k.master_version
FROM activity AS a
LEFT JOIN subject_key AS k ON k.subject_id = a.customer_id
WHERE a.id = ANY (:ids::uuid[])
ORDER BY a.id, a.version DESC
