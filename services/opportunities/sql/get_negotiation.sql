-- into: Negotiation
SELECT
    state, needs, price_sensitivity, changed_at,
    EXISTS (SELECT FROM bottom_line WHERE bottom_line.opportunity_id = :id::uuid) AS bottom_line_set
FROM negotiation
WHERE opportunity_id = :id::uuid
