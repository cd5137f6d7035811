-- bind: id number state opportunity_id customer_id customer_kind customer_tier customer_industry template_code
-- bind: template_revision currency amount_minor effective_date term_months doc_hash owner_id owner_path drafter_id
-- bind: drafter_path signatory_contact_ids source_channel captured_at created_at deviating_groups largest_discount
-- bind: predecessor_id prepared_clause_sets
INSERT INTO contract (
    id, number, state, opportunity_id, customer_id, customer_kind, customer_tier, customer_industry, template_code,
    template_revision, currency, amount_minor, effective_date, term_months, doc_hash, owner_id, owner_path,
    drafter_id, drafter_path, signatory_contact_ids, source_channel, captured_at, created_at, deviating_groups,
    largest_discount, predecessor_id, prepared_clause_sets
)
VALUES (
    :id::uuid, :number::text, :state::text, :opportunity_id::uuid, :customer_id::uuid, :customer_kind::text,
    :customer_tier::text, :customer_industry::text, :template_code::text, :template_revision::integer,
    :currency::text, :amount_minor::bigint, :effective_date::date, :term_months::integer, :doc_hash::text,
    :owner_id::text, :owner_path::text, :drafter_id::text, :drafter_path::text, :signatory_contact_ids::text[],
    :source_channel::text, :captured_at::timestamptz, :created_at::timestamptz, coalesce(:deviating_groups::text[], '{}'),
    :largest_discount::integer, :predecessor_id::uuid,
    coalesce(:prepared_clause_sets::text[], '{}')
)
