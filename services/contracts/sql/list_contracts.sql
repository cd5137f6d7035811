-- into: Contract
-- bind: after_at after_id row_limit approve_scope legal_scope roles may_sign
-- One CASE around the conditions, since the planner takes half of the rows to fit a CASE and reads them in order. Guessing one
-- by one it takes it that hardly a row fits, and may sort the whole table.
SELECT
    id, version, text_version, number, state, opportunity_id, customer_id, customer_kind, customer_tier,
    customer_industry, template_code, template_revision, currency, amount_minor,
    effective_date::text AS effective_date, term_months, doc_hash, owner_id, owner_path, drafter_id, drafter_path,
    signatory_contact_ids, source_channel, closing_channel, captured_at, created_at, signed_at, effective_at,
    voided_at, void_reason, deviating_groups, largest_discount, ended_at, end_reason, predecessor_id,
    term_ends_on::text AS term_ends_on
FROM contract
WHERE CASE WHEN starts_with(owner_path, :scope::text)
      AND (cardinality(coalesce(:states::text[], '{}')) = 0 OR state = ANY (:states::text[]))
      AND (:customer_id::uuid IS NULL OR customer_id = (SELECT alias_head(:customer_id::uuid)))
      AND (:opportunity_id::uuid IS NULL OR opportunity_id = :opportunity_id::uuid)
      AND (:number::text IS NULL OR number = :number::text)
      AND (NOT coalesce(:awaiting_me::boolean, false)
           OR (state IN ('DRAFT', 'APPROVED', 'NEGOTIATING', 'REJECTED') AND drafter_id = :actor::text)
           OR (drafter_id <> :actor::text AND EXISTS (
               SELECT
               FROM approval_slot s
               WHERE s.contract_id = contract.id AND s.state = 'ACTIVE'
                 AND (s.role <> 'LEGAL' OR starts_with(owner_path, :legal_scope::text))
                 AND ((s.kind = 'HEAD' AND starts_with(drafter_path, :approve_scope::text)) OR s.kind = 'COUNSEL'
                      OR (s.kind = 'ROLE' AND s.ref = ANY (:roles::text[]))
                      OR (s.kind IN ('PERSON', 'SUPERIOR') AND s.ref = :actor::text))))
           OR (state = 'SIGNING' AND :may_sign::boolean)) THEN true ELSE false END
  AND (created_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT :row_limit::bigint
