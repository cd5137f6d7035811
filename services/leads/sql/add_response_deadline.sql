-- bind: rules_version seq code field op value minutes
INSERT INTO response_deadline (rules_version, seq, code, field, op, value, minutes)
VALUES (:rules_version::integer, :seq::integer, :code::text, :field::text, :op::text, :value::text, :minutes::integer)
