-- bind: code name position active purposes template_codes tiers currency least_amount_minor most_amount_minor
-- bind: least_discount deviates absent_policy drafter_policy repeat_policy
-- into: ApprovalRoute
INSERT INTO approval_route (
    code, revision, name, position, active, purposes, template_codes, tiers, currency, least_amount_minor,
    most_amount_minor, least_discount, deviates, absent_policy, drafter_policy, repeat_policy, put_by, put_at
)
VALUES (
    :code::text, 1 + coalesce((SELECT max(revision) FROM approval_route WHERE code = :code::text), 0), :name::text,
    :position::integer, :active::boolean, coalesce(:purposes::text[], '{}'), coalesce(:template_codes::text[], '{}'),
    coalesce(:tiers::text[], '{}'), :currency::text, :least_amount_minor::bigint, :most_amount_minor::bigint,
    :least_discount::integer, :deviates::boolean, :absent_policy::text, :drafter_policy::text, :repeat_policy::text,
    :actor::text, :now::timestamptz
)
RETURNING
    code, revision, name, position, active, purposes, template_codes, tiers, currency, least_amount_minor,
    most_amount_minor, least_discount, deviates, absent_policy, drafter_policy, repeat_policy, put_by, put_at
