-- bind: since row_limit
-- into: Lead
SELECT *
FROM lead_row
WHERE captured_at >= :since::timestamptz AND state NOT IN ('DUPLICATE', 'WITHDRAWN')
ORDER BY captured_at DESC, id
LIMIT :row_limit::bigint
