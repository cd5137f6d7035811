-- bind: rules_version seq code field op value verdict reason
INSERT INTO screening_rule (rules_version, seq, code, field, op, value, verdict, reason)
VALUES (:rules_version::integer, :seq::integer, :code::text, :field::text, :op::text, :value::text, :verdict::text,
    :reason::text)
