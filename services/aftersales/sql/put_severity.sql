UPDATE severity_class
SET ack_minutes = :ack_minutes::integer,
    first_response_minutes = :first_response_minutes::integer,
    resolve_minutes = :resolve_minutes::integer,
    playbook = :playbook::text,
    escalates = :escalates::boolean
WHERE severity = :severity::text
