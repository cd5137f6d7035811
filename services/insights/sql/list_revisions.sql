-- into: TargetRevision
SELECT revision, value, reason, by, at
FROM target_revision
WHERE target_id = :target_id::uuid
ORDER BY revision
