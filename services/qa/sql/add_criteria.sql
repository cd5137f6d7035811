-- bind: code version codes names dimensions skills weights scales fatals may_nots
INSERT INTO criterion (
    scorecard_code, scorecard_version, position, code, name, dimension, skill, weight, scale, fatal, may_not_apply
)
SELECT :code::text, :version::integer, position, c, name, dimension, skill, weight, scale, fatal, may_not
FROM unnest(
    :codes::text[], :names::text[], :dimensions::text[], :skills::text[], :weights::integer[], :scales::integer[],
    :fatals::boolean[], :may_nots::boolean[]
) WITH ORDINALITY AS given (c, name, dimension, skill, weight, scale, fatal, may_not, position)
