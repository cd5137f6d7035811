-- into: Contract
-- bind: after_at after_id row_limit
-- Those of a customer, of an opportunity or of a number: few, each found by an index.
SELECT
    id, version, text_version, number, state, opportunity_id, customer_id, customer_kind, customer_tier,
    customer_industry, template_code, template_revision, currency, amount_minor,
    effective_date::text AS effective_date, term_months, doc_hash, owner_id, owner_path, drafter_id, drafter_path,
    signatory_contact_ids, source_channel, closing_channel, captured_at, created_at, signed_at, effective_at,
    voided_at, void_reason, deviating_groups, largest_discount, ended_at, end_reason, predecessor_id,
    term_ends_on::text AS term_ends_on
FROM contract
WHERE id IN (
      SELECT id FROM contract WHERE customer_id = (SELECT alias_head(:customer_id::uuid))
      UNION ALL
      SELECT id FROM contract WHERE opportunity_id = :opportunity_id::uuid
      UNION ALL
      SELECT id FROM contract WHERE number = :number::text)
  AND starts_with(owner_path, :scope::text)
  AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
  AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
  AND (:opportunity_id::uuid IS NULL OR opportunity_id = :opportunity_id::uuid)
  AND (:number::text IS NULL OR number = :number::text)
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
