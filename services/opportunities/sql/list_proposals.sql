-- into: SolutionProposal
SELECT version, drafted_by, drafted_at
FROM proposal
WHERE opportunity_id = :id::uuid
ORDER BY version DESC
LIMIT 20
