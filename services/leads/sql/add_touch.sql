-- bind: open_lead_id seq id source_channel source campaign medium keyword referrer landing_page captured_at
INSERT INTO lead_touch (lead_id, seq, source_channel, source, campaign, medium, keyword, referrer, landing_page,
    touched_at, by_lead_id)
VALUES (:open_lead_id::uuid, :seq::integer, :source_channel::text, :source::text, :campaign::text, :medium::text,
    :keyword::text, :referrer::text, :landing_page::text, :captured_at::timestamptz, :id::uuid)
