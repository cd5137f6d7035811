-- An escalated complaint may be owned by whoever took it in: those who care for customers hear of every one.
INSERT INTO rule (code, event_type, audience, audience_value, template, topic, urgency, channels)
VALUES
    ('complaint.escalated_care', 'complaint.escalated', 'ROLE', 'after_sales', 'complaint.escalated', 'case', 'URGENT', '{IN_APP,EMAIL}');
