-- bind: id version state text_version amount_minor effective_date term_months doc_hash signatory_contact_ids
-- bind: closing_channel signed_at effective_at voided_at void_reason deviating_groups largest_discount ended_at end_reason
-- bind: term_ends_on
-- bind: changed_terms
WITH was AS (
    SELECT state, text_version, amount_minor, effective_date, term_months, doc_hash, signatory_contact_ids, signed_at,
           effective_at, voided_at, ended_at
    FROM contract
    WHERE id = :id::uuid
), noted AS (
    INSERT INTO contract_change (contract_id, version, fields)
    SELECT :id::uuid, :version::bigint + 1, coalesce(:changed_terms::text[], '{}') || array_remove(ARRAY[
        CASE WHEN state <> :state::text THEN 'state' END,
        CASE WHEN text_version <> :text_version::integer THEN 'text_version' END,
        CASE WHEN amount_minor <> :amount_minor::bigint THEN 'amount_minor' END,
        CASE WHEN effective_date <> :effective_date::date THEN 'effective_date' END,
        CASE WHEN term_months IS DISTINCT FROM :term_months::integer THEN 'term_months' END,
        CASE WHEN doc_hash <> :doc_hash::text THEN 'doc_hash' END,
        CASE WHEN signatory_contact_ids <> :signatory_contact_ids::text[] THEN 'signatory_contact_ids' END,
        CASE WHEN signed_at IS DISTINCT FROM :signed_at::timestamptz THEN 'signed_at' END,
        CASE WHEN effective_at IS DISTINCT FROM :effective_at::timestamptz THEN 'effective_at' END,
        CASE WHEN voided_at IS DISTINCT FROM :voided_at::timestamptz THEN 'voided_at' END,
        CASE WHEN ended_at IS DISTINCT FROM :ended_at::timestamptz THEN 'ended_at' END
    ], NULL)
    FROM was
    ON CONFLICT (contract_id, version) DO UPDATE SET fields = excluded.fields
)
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
    largest_discount = coalesce(:largest_discount::integer, 0),
    ended_at = :ended_at::timestamptz,
    end_reason = :end_reason::text,
    term_ends_on = :term_ends_on::date
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
