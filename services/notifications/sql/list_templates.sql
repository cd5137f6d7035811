-- into: NotificationTemplate
SELECT code, channel, locale, title, body, version
FROM template
ORDER BY code, channel, locale
