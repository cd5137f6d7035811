-- bind: code version
WITH gone AS (
    DELETE FROM anchor
    WHERE scorecard_code = :code::text AND scorecard_version = :version::integer
)
DELETE FROM criterion
WHERE scorecard_code = :code::text AND scorecard_version = :version::integer
