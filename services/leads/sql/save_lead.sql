-- bind: id state do_not_call disposition score intent grade priority priority_reasons followup_points screening_rule
-- bind: owner_id owner_path owners assignment_rule assignment_reason rule_version assigned_at sla_due_at sla_breached
-- bind: first_contacted_at last_contacted_at next_contact_at next_contact_channel attempts touches lost_reason
-- bind: opportunity_id recycle_at recycle_warned pulled_at previous_owner_id released_at
-- bind: proposed_step answer_points version
UPDATE lead
SET state = :state::text, do_not_call = :do_not_call::boolean, disposition = :disposition::text,
    score = :score::integer, intent = :intent::text, grade = :grade::text, priority = :priority::integer,
    priority_reasons = :priority_reasons::text[], followup_points = coalesce(:followup_points::integer, 0),
    screening_rule = :screening_rule::text, owner_id = :owner_id::uuid, owner_path = :owner_path::text,
    owners = :owners::integer, assignment_rule = :assignment_rule::text,
    assignment_reason = :assignment_reason::text, rule_version = :rule_version::integer,
    assigned_at = :assigned_at::timestamptz, sla_due_at = :sla_due_at::timestamptz,
    sla_breached = :sla_breached::boolean, first_contacted_at = :first_contacted_at::timestamptz,
    last_contacted_at = :last_contacted_at::timestamptz, next_contact_at = :next_contact_at::timestamptz,
    next_contact_channel = :next_contact_channel::text, attempts = :attempts::integer,
    touches = :touches::integer, lost_reason = :lost_reason::text, opportunity_id = :opportunity_id::uuid,
    recycle_at = :recycle_at::timestamptz, recycle_warned = :recycle_warned::boolean,
    pulled_at = :pulled_at::timestamptz, previous_owner_id = :previous_owner_id::uuid,
    released_at = :released_at::timestamptz, proposed_step = :proposed_step::text,
    answer_points = coalesce(:answer_points::integer, 0), updated_at = :now::timestamptz, version = version + 1
WHERE id = :id::uuid AND version = :version::bigint
