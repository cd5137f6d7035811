-- What a file brought is told in one: so many, to each owner. A tally is taken when its time has come.
CREATE TABLE bulk (
    event_type text NOT NULL,
    owner_path text NOT NULL,
    tally bigint NOT NULL,
    first_event_id uuid NOT NULL,
    first_subject_type text NOT NULL,
    first_subject_id uuid NOT NULL,
    first_at timestamptz NOT NULL,
    PRIMARY KEY (event_type, owner_path)
);

INSERT INTO rule (code, event_type, audience, template, topic, urgency, channels)
VALUES ('lead.assigned_bulk', 'bulk.lead.assigned', 'OWNER', 'lead.assigned_bulk', 'lead', 'NORMAL', '{IN_APP,EMAIL}');

INSERT INTO template (code, channel, locale, title, body)
SELECT code, channel, locale, title,
    CASE WHEN channel = 'IN_APP' THEN body
        WHEN locale = 'en' THEN body || E'\n\nYou get this because of {event_type}, {subject_id}.\nWhat you get is yours to choose: SetPreferences.\n'
        ELSE body || E'\n\n本邮件由 {event_type}（{subject_id}）触发。\n接收方式可在通知偏好中设置。\n' END
FROM (VALUES
    ('lead.assigned_bulk', 'en', '{count} leads are yours', 'An import brought {count} leads that were assigned to you since {occurred_at:time}.'),
    ('lead.assigned_bulk', 'zh-CN', '您有 {count} 条新线索', '自 {occurred_at:time} 起，导入的 {count} 条线索已分配给您。')
) AS shipped (code, locale, title, body)
CROSS JOIN (VALUES ('IN_APP'), ('EMAIL')) AS channels (channel);
