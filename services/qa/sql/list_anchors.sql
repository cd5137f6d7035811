-- bind: card_codes card_versions
SELECT scorecard_code, scorecard_version, criterion, points, text
FROM anchor
WHERE (scorecard_code, scorecard_version) IN (
    SELECT c, v
    FROM unnest(:card_codes::text[], :card_versions::integer[]) AS card (c, v)
)
ORDER BY scorecard_code, scorecard_version, criterion, points DESC, text
