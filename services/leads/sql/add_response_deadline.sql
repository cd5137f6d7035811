-- bind: rules_version seq code field op value minutes grade source_channel
INSERT INTO response_deadline (rules_version, seq, code, field, op, value, minutes, grade,
    source_channel)
VALUES (:rules_version::integer, :seq::integer, :code::text, :field::text, :op::text, :value::text, :minutes::integer,
    :grade::text, :source_channel::text)
