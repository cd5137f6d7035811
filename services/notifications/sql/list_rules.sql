-- into: NotificationRule
SELECT
    code, event_type, condition_field, condition_value, audience, audience_value, tell_actor, template, topic, urgency,
    channels, enabled, version
FROM rule
ORDER BY code
