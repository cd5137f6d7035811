-- bind: proposal_version
-- into: ProposalPoint
SELECT pain_id, product_code, feature, benefit
FROM proposal_point
WHERE opportunity_id = :id::uuid AND version = :proposal_version::integer
ORDER BY position
