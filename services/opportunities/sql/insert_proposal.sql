-- into: SolutionProposal
INSERT INTO proposal (opportunity_id, version, drafted_by, drafted_at)
SELECT :id::uuid, 1 + coalesce(max(version), 0), :actor::text, :now::timestamptz
FROM proposal
WHERE opportunity_id = :id::uuid
RETURNING version, drafted_by, drafted_at
