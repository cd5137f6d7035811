-- The owner of a customer is told that something kind is to be done.
INSERT INTO rule (code, event_type, audience, audience_value, template, topic, urgency, channels)
VALUES ('care_date.due', 'care_date.due', 'FIELD', 'ownerId', 'care_date.due', 'care', 'NORMAL', '{IN_APP,EMAIL}');

INSERT INTO template (code, channel, locale, title, body)
SELECT code, channel, locale, title,
    CASE WHEN channel = 'IN_APP' THEN body
        WHEN locale = 'en' THEN body || E'\n\nYou get this because of {event_type}, {subject_id}.\nWhat you get is yours to choose: SetPreferences.\n'
        ELSE body || E'\n\n本邮件由 {event_type}（{subject_id}）触发。\n接收方式可在通知偏好中设置。\n' END
FROM (VALUES
    ('care_date.due', 'en', 'Something kind is due: {action}', 'An occasion of customer {customer_id} is near ({occasion}). The task says on which day.'),
    ('care_date.due', 'zh-CN', '客户关怀：{action}', '客户 {customer_id} 的关怀时机（{occasion}）临近，具体日期见关怀任务。')
) AS shipped (code, locale, title, body)
CROSS JOIN (VALUES ('IN_APP'), ('EMAIL')) AS channels (channel);
