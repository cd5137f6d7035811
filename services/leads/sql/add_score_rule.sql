-- bind: rules_version seq code field op value points
INSERT INTO score_rule (rules_version, seq, code, field, op, value, points)
VALUES (:rules_version::integer, :seq::integer, :code::text, :field::text, :op::text, :value::text, :points::integer)
