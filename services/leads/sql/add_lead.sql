-- bind: id state customer_id customer_known kind phone_masked email_masked source_channel channel source campaign medium
-- bind: keyword referrer landing_page product interests natural_key bulk_id consent_text_version do_not_call
-- bind: do_not_email disposition attribute_keys attribute_values duplicate_of score intent grade priority
-- bind: priority_reasons screening_rule owner_id owner_path owners assignment_rule assignment_reason rule_version
-- bind: captured_at assigned_at sla_due_at touches lost_reason recycle_at reason_rules reason_points reason_sentences
-- bind: turn pass
-- gather
-- Of two captures of one lead at one moment the first is taken in.
WITH added AS (
    INSERT INTO lead (id, state, customer_id, customer_known, kind, phone_masked, email_masked, source_channel, channel,
        source, campaign, medium, keyword, referrer, landing_page, product, interests, natural_key, bulk_id,
        consent_text_version, do_not_call, do_not_email, disposition, attributes, duplicate_of, score, intent, grade,
        priority, priority_reasons, screening_rule, owner_id, owner_path, owners, assignment_rule, assignment_reason,
        rule_version, captured_at, assigned_at, sla_due_at, touches, lost_reason, recycle_at, updated_at, version)
    SELECT :id::uuid, :state, :customer_id::uuid, :customer_known::boolean, :kind, :phone_masked, :email_masked,
        :source_channel, :channel, :source, :campaign, :medium, :keyword, :referrer, :landing_page, :product,
        :interests::text[], :natural_key, :bulk_id, :consent_text_version, :do_not_call::boolean,
        :do_not_email::boolean, :disposition, jsonb_object(:attribute_keys::text[], :attribute_values::text[]),
        :duplicate_of::uuid, :score::integer, :intent, :grade, :priority::integer, :priority_reasons::text[],
        :screening_rule, :owner_id::uuid, :owner_path, :owners::integer, :assignment_rule, :assignment_reason,
        :rule_version::integer, :captured_at::timestamptz, :assigned_at::timestamptz, :sla_due_at::timestamptz,
        :touches::integer, :lost_reason, :recycle_at::timestamptz, :now::timestamptz, 1
    FROM calls
    ORDER BY call
    ON CONFLICT DO NOTHING
    RETURNING id
), taken_in AS (
    SELECT added.id, min(call) AS call
    FROM added JOIN calls ON :id::uuid = added.id
    GROUP BY added.id
), assessed AS (
    INSERT INTO assessment (lead_id, seq, assessed_at, cause, score, grade, rule_version, rules, points, sentences)
    SELECT :id::uuid, 1, :now::timestamptz, 'CAPTURE', :score::integer, :grade, :rule_version::integer,
        :reason_rules::text[], :reason_points::integer[], :reason_sentences::text[]
    FROM calls JOIN taken_in USING (call)
    WHERE :score IS NOT NULL
), turns AS (
    SELECT :owner_id::uuid AS user_id, count(*) AS leads, max(:turn::bigint) AS turn, max(:pass::bigint) AS pass
    FROM calls JOIN taken_in USING (call)
    WHERE :owner_id IS NOT NULL
    GROUP BY :owner_id
), taken AS (
    UPDATE agent
    SET open_leads = open_leads + turns.leads, last_turn = turns.turn, pass = turns.pass
    FROM turns
    WHERE agent.user_id = turns.user_id
)
SELECT call
FROM taken_in
