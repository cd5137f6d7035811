-- into: SegmentCriterion
-- bind: of_version
SELECT field, "values", least, most, weight, must
FROM segment_criterion
WHERE code = :code::text AND version = :of_version::bigint
ORDER BY nth
