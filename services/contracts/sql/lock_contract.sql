-- into: Contract
SELECT
    id, version, text_version, number, state, opportunity_id, customer_id, customer_kind, customer_tier,
    customer_industry, template_code, template_revision, currency, amount_minor,
    effective_date::text AS effective_date, term_months, doc_hash, owner_id, owner_path, drafter_id, drafter_path,
    signatory_contact_ids, source_channel, closing_channel, captured_at, created_at, signed_at, effective_at,
    voided_at, void_reason, deviating_groups, largest_discount, ended_at, end_reason, predecessor_id,
    term_ends_on::text AS term_ends_on, prepared_clause_sets
FROM contract
WHERE id = :id::uuid AND starts_with(owner_path, :scope::text)
FOR UPDATE
