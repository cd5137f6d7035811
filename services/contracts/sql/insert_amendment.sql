-- bind: id text_version case_id reason term_months doc_hash deviating_groups instalments_changed
INSERT INTO amendment (
    contract_id, text_version, case_id, reason, term_months, doc_hash, deviating_groups, instalments_changed,
    requested_by, requested_at
)
VALUES (
    :id::uuid, :text_version::integer, :case_id::uuid, :reason::text, :term_months::integer, :doc_hash::text,
    coalesce(:deviating_groups::text[], '{}'), :instalments_changed::boolean, :actor::text, :now::timestamptz
)
