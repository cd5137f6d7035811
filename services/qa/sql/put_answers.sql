-- bind: evaluation_id round criteria points not_applicables seconds remarks
INSERT INTO answer (evaluation_id, round, criterion, points, not_applicable, at_s, remark)
SELECT :evaluation_id::uuid, :round::integer, criterion, p, not_applicable, s, decode(sealed, 'hex')
FROM unnest(
    :criteria::text[], :points::integer[], :not_applicables::boolean[], :seconds::integer[], :remarks::text[]
) AS given (criterion, p, not_applicable, s, sealed)
ON CONFLICT (evaluation_id, round, criterion) DO UPDATE
SET points = excluded.points,
    not_applicable = excluded.not_applicable,
    at_s = excluded.at_s,
    remark = excluded.remark
