-- bind: proposal_version codes revisions
INSERT INTO proposal_case (opportunity_id, version, code, revision)
SELECT :id::uuid, :proposal_version::integer, code, revision
FROM unnest(:codes::text[], :revisions::integer[]) AS c (code, revision)
