-- bind: code template_channel locale title body expected
-- into: NotificationTemplate
INSERT INTO template (code, channel, locale, title, body)
SELECT :code::text, :template_channel::text, :locale::text, :title::text, :body::text
WHERE coalesce(:expected::bigint, 0) = 0
   OR EXISTS (
       SELECT FROM template
       WHERE code = :code::text AND channel = :template_channel::text AND locale = :locale::text)
ON CONFLICT (code, channel, locale) DO UPDATE
SET title = excluded.title, body = excluded.body, version = template.version + 1
WHERE :expected::bigint IS NULL OR template.version = :expected::bigint
RETURNING code, channel, locale, title, body, version
