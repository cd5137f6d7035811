-- into: SeverityClass
SELECT severity, ack_minutes, first_response_minutes, resolve_minutes, playbook, escalates
FROM severity_class
ORDER BY rank
