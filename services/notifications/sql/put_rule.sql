-- bind: code event_type condition_field condition_value audience audience_value tell_actor template topic urgency channels enabled expected
-- into: NotificationRule
INSERT INTO rule (
    code, event_type, condition_field, condition_value, audience, audience_value, tell_actor, template, topic, urgency,
    channels, enabled)
SELECT
    :code::text, :event_type::text, :condition_field::text, :condition_value::text, :audience::text,
    :audience_value::text, coalesce(:tell_actor::boolean, false), :template::text, :topic::text, :urgency::text,
    :channels::text[], coalesce(:enabled::boolean, true)
WHERE coalesce(:expected::bigint, 0) = 0 OR EXISTS (SELECT FROM rule WHERE code = :code::text)
ON CONFLICT (code) DO UPDATE
SET event_type = excluded.event_type, condition_field = excluded.condition_field,
    condition_value = excluded.condition_value, audience = excluded.audience, audience_value = excluded.audience_value,
    tell_actor = excluded.tell_actor, template = excluded.template, topic = excluded.topic, urgency = excluded.urgency,
    channels = excluded.channels, enabled = excluded.enabled, version = rule.version + 1
WHERE :expected::bigint IS NULL OR rule.version = :expected::bigint
RETURNING
    code, event_type, condition_field, condition_value, audience, audience_value, tell_actor, template, topic, urgency,
    channels, enabled, version
