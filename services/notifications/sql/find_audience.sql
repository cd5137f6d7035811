-- bind: event_type event_data event_owner_path event_actor moments locale mail_is_on
SELECT
    r.code AS rule, r.topic, r.urgency, c.channel, p.id AS recipient_id, p.path AS recipient_path,
    t.locale, t.title, t.body, f.quiet_from, f.quiet_until, f.email IS NOT NULL AS has_address,
    coalesce(r.topic || '/' || c.channel = ANY (f.mutes), false) AS is_muted,
    (extract(hour FROM :now::timestamptz AT TIME ZONE p.time_zone) * 60
     + extract(minute FROM :now::timestamptz AT TIME ZONE p.time_zone))::integer AS minute_now,
    array_to_string(ARRAY(
        SELECT to_char(moment AT TIME ZONE p.time_zone, 'YYYY-MM-DD HH24:MI')
        FROM unnest(:moments::timestamptz[]) WITH ORDINALITY AS given (moment, nth)
        ORDER BY nth), '|') AS local_moments
FROM rule AS r
JOIN person AS p ON p.active AND CASE r.audience
    WHEN 'OWNER' THEN p.id::text = substring(:event_owner_path::text FROM '~(.*)$')
    WHEN 'FIELD' THEN p.id::text = :event_data::jsonb ->> r.audience_value
    WHEN 'MANAGER' THEN r.audience_value = ANY (p.roles) AND starts_with(:event_owner_path::text, p.team_path)
    WHEN 'TEAM_LEADER' THEN p.id = (
        SELECT leader_id FROM team WHERE path = substring(:event_owner_path::text FROM '^[^~]*'))
    WHEN 'ROLE' THEN r.audience_value = ANY (p.roles)
    WHEN 'USER' THEN p.id::text = r.audience_value
    END
CROSS JOIN LATERAL unnest(r.channels) AS c (channel)
LEFT JOIN preference AS f ON f.user_id = p.id
JOIN LATERAL (
    SELECT locale, title, body
    FROM template
    WHERE code = r.template AND channel = c.channel
    ORDER BY locale = coalesce(f.locale, :locale::text) DESC, locale = :locale::text DESC, locale = 'en' DESC
    LIMIT 1
) AS t ON true
WHERE r.enabled AND r.event_type = :event_type::text
  AND (r.condition_field IS NULL OR :event_data::jsonb ->> r.condition_field = r.condition_value)
  AND (r.tell_actor OR p.id::text IS DISTINCT FROM :event_actor::text)
  AND (c.channel = 'IN_APP' OR :mail_is_on::boolean)
ORDER BY r.code, p.id, c.channel
