-- Who keeps the stack running is told when a backup did not come about or cannot be relied on.
INSERT INTO rule (code, event_type, audience, audience_value, template, topic, urgency, channels)
VALUES
    ('backup.failed', 'backup.failed', 'ROLE', 'ops', 'backup.failed', 'operations', 'URGENT', '{IN_APP,EMAIL}'),
    ('backup.drill_failed', 'backup.drill_failed', 'ROLE', 'ops', 'backup.drill_failed', 'operations', 'URGENT', '{IN_APP,EMAIL}');

INSERT INTO template (code, channel, locale, title, body)
SELECT code, channel, locale, title,
    CASE WHEN channel = 'IN_APP' THEN body
        WHEN locale = 'en' THEN body || E'\n\nYou get this because of {event_type}, {subject_id}.\nWhat you get is yours to choose: SetPreferences.\n'
        ELSE body || E'\n\n本邮件由 {event_type}（{subject_id}）触发。\n接收方式可在通知偏好中设置。\n' END
FROM (VALUES
    ('backup.failed', 'en', 'A backup failed', 'It did not come about: {reason}. The page Operations, Backups, says more.'),
    ('backup.failed', 'zh-CN', '备份失败', '备份未能完成：{reason}。详情见“运维”页的“备份”。'),
    ('backup.drill_failed', 'en', 'A backup cannot be relied on', 'Restored elsewhere, it failed: {reason}. Make a new one, and see the page Operations, Backups.'),
    ('backup.drill_failed', 'zh-CN', '备份不可用', '恢复演练失败：{reason}。请重新备份，详情见“运维”页的“备份”。')
) AS shipped (code, locale, title, body)
CROSS JOIN (VALUES ('IN_APP'), ('EMAIL')) AS channels (channel);
