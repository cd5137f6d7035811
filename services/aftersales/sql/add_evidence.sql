-- bind: id kinds refs
INSERT INTO case_evidence (case_id, kind, ref, added_by, added_at)
SELECT :id::uuid, kind, ref, :actor::text, :now::timestamptz
FROM unnest(:kinds::text[], :refs::uuid[]) AS evidence (kind, ref)
ON CONFLICT DO NOTHING
