-- Whoever captures one of these points at the same moment waits here; what he wrote is seen by the next statement.
-- Rising order, so that two captures that share two points do not wait for each other.
-- bind: blinds
SELECT count(pg_advisory_xact_lock(key)) AS locked
FROM (SELECT hashtextextended(blind, 0) AS key FROM unnest(:blinds::text[]) AS blind ORDER BY 1) AS ordered
