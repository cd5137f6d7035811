-- What the activity had shown and, as it is corrected, does not show.
-- bind: id
DELETE FROM criterion_evidence
USING exit_criterion
WHERE opportunity_id = :id::uuid
  AND criterion = code
  AND evidence = 'activity ' || :activity_id::text
  AND NOT (min_effect <= coalesce(:effect_level::integer, 0) AND (activity_type IS NULL OR activity_type = :type::text))
RETURNING criterion
