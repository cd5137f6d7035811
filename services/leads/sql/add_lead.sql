-- bind: id state customer_id customer_known kind phone_masked email_masked source_channel channel source campaign medium
-- bind: keyword referrer landing_page product interests natural_key bulk_id consent_text_version do_not_call
-- bind: do_not_email disposition attribute_keys attribute_values duplicate_of score intent grade priority
-- bind: priority_reasons screening_rule owner_id owner_path owners assignment_rule assignment_reason rule_version
-- bind: captured_at assigned_at sla_due_at touches lost_reason recycle_at reason_rules reason_points reason_sentences
-- bind: turn pass
WITH added AS (
    INSERT INTO lead (id, state, customer_id, customer_known, kind, phone_masked, email_masked, source_channel,
    channel,
        source, campaign, medium, keyword, referrer, landing_page, product, interests, natural_key, bulk_id,
        consent_text_version, do_not_call, do_not_email, disposition, attributes, duplicate_of, score, intent, grade,
        priority, priority_reasons, screening_rule, owner_id, owner_path, owners, assignment_rule, assignment_reason,
        rule_version, captured_at, assigned_at, sla_due_at, touches, lost_reason, recycle_at, updated_at, version)
    VALUES (:id::uuid, :state::text, :customer_id::uuid, :customer_known::boolean, :kind::text, :phone_masked::text,
        :email_masked::text, :source_channel::text, :channel::text, :source::text, :campaign::text, :medium::text,
        :keyword::text, :referrer::text, :landing_page::text, :product::text, :interests::text[], :natural_key::text,
        :bulk_id::text, :consent_text_version::text, :do_not_call::boolean, :do_not_email::boolean,
    :disposition::text,
        jsonb_object(:attribute_keys::text[], :attribute_values::text[]), :duplicate_of::uuid, :score::integer,
        :intent::text, :grade::text, :priority::integer, :priority_reasons::text[], :screening_rule::text,
        :owner_id::uuid, :owner_path::text, :owners::integer, :assignment_rule::text, :assignment_reason::text,
        :rule_version::integer, :captured_at::timestamptz, :assigned_at::timestamptz, :sla_due_at::timestamptz,
        :touches::integer, :lost_reason::text, :recycle_at::timestamptz, :now::timestamptz, 1)
    ON CONFLICT DO NOTHING
    RETURNING id
), assessed AS (
    INSERT INTO assessment (lead_id, seq, assessed_at, cause, score, grade, rule_version, rules, points, sentences)
    SELECT id, 1, :now::timestamptz, 'CAPTURE', :score::integer, :grade::text, :rule_version::integer,
        :reason_rules::text[], :reason_points::text[]::integer[], :reason_sentences::text[]
    FROM added
    WHERE :score::integer IS NOT NULL
), taken AS (
    UPDATE agent
    SET open_leads = open_leads + 1, last_turn = :turn::bigint, pass = :pass::bigint
    FROM added
    WHERE user_id = :owner_id::uuid
)
SELECT id
FROM added
