-- bind: rules_version seq code field op value strategy team_path role sticky matches
INSERT INTO assignment_rule (rules_version, seq, code, field, op, value, strategy, team_path, role, sticky,
    matches)
VALUES (:rules_version::integer, :seq::integer, :code::text, :field::text, :op::text, :value::text, :strategy::text,
    :team_path::text, :role::text, :sticky::boolean,
    coalesce(:matches::text[], '{}'))
