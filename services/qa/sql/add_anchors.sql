-- bind: code version anchor_criteria anchor_points anchor_texts
INSERT INTO anchor (scorecard_code, scorecard_version, criterion, points, text)
SELECT :code::text, :version::integer, criterion, points, text
FROM unnest(
    :anchor_criteria::text[], :anchor_points::integer[], :anchor_texts::text[]
) AS given (criterion, points, text)
ON CONFLICT DO NOTHING
