-- bind: campaign seq key type label_zh label_en required choices
INSERT INTO form_field (campaign, seq, key, type, label_zh, label_en, required, choices)
VALUES (:campaign::text, :seq::integer, :key::text, :type::text, :label_zh::text, :label_en::text,
    coalesce(:required::boolean, false), coalesce(:choices::text[], '{}'))
