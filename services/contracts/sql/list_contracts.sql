-- into: Contract
-- bind: after_at after_id row_limit approve_scope legal_scope may_sign
SELECT
    id, version, text_version, number, state, opportunity_id, customer_id, customer_kind, customer_tier,
    customer_industry, template_code, template_revision, currency, amount_minor,
    effective_date::text AS effective_date, term_months, doc_hash, owner_id, owner_path, drafter_id, drafter_path,
    signatory_contact_ids, source_channel, closing_channel, captured_at, created_at, signed_at, effective_at,
    voided_at, void_reason
FROM contract
WHERE starts_with(owner_path, :scope::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:customer_id::uuid IS NULL OR customer_id = :customer_id::uuid)
  AND (:opportunity_id::uuid IS NULL OR opportunity_id = :opportunity_id::uuid)
  AND (:number::text IS NULL OR number = :number::text)
  AND (NOT coalesce(:awaiting_me::boolean, false)
       OR (state IN ('DRAFT', 'APPROVED', 'NEGOTIATING', 'REJECTED') AND drafter_id = :actor::text)
       OR (state = 'DEPT_REVIEW' AND drafter_id <> :actor::text AND starts_with(drafter_path, :approve_scope::text))
       OR (state = 'LEGAL_REVIEW' AND drafter_id <> :actor::text AND starts_with(owner_path, :legal_scope::text))
       OR (state = 'SIGNING' AND :may_sign::boolean))
  AND (:after_at::timestamptz IS NULL OR (created_at, id) < (:after_at::timestamptz, :after_id::uuid))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
