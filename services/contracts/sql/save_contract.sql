-- bind: id version state text_version amount_minor effective_date term_months doc_hash signatory_contact_ids
-- bind: closing_channel signed_at effective_at voided_at void_reason deviating_groups largest_discount
UPDATE contract
SET version = version + 1,
    state = :state::text,
    text_version = :text_version::integer,
    amount_minor = :amount_minor::bigint,
    effective_date = :effective_date::date,
    term_months = :term_months::integer,
    doc_hash = :doc_hash::text,
    signatory_contact_ids = :signatory_contact_ids::text[],
    closing_channel = :closing_channel::text,
    signed_at = :signed_at::timestamptz,
    effective_at = :effective_at::timestamptz,
    voided_at = :voided_at::timestamptz,
    void_reason = :void_reason::text,
    deviating_groups = coalesce(:deviating_groups::text[], '{}'),
    largest_discount = coalesce(:largest_discount::integer, 0)
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
