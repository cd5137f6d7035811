-- What follows the customers: messages about one that was merged are about the survivor; words are forgotten.
SELECT alias_bearer('notification', 'subject_id', '{}');
CREATE INDEX ON notification (subject_id);
SELECT private_words('notification', 'subject_id', '{title,body}');
