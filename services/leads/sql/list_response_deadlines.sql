-- bind: rules_version
-- into: ResponseDeadline
SELECT code, field, op, value, minutes, grade, source_channel
FROM response_deadline
WHERE rules_version = :rules_version::bigint
ORDER BY seq
