-- bind: zone
-- into: Campaign
INSERT INTO campaign AS c (code, kind, name, product, medium, starts_on, ends_on, consent_text_version, thanks,
    created_at)
VALUES (:code::text, :kind::text, :name::text, :product::text, :medium::text,
    coalesce(:starts_on::date, (:now::timestamptz AT TIME ZONE :zone::text)::date), :ends_on::date,
    :consent_text_version::text, :thanks::text, :now::timestamptz)
ON CONFLICT (code) DO UPDATE
SET kind = excluded.kind, name = excluded.name, product = excluded.product, medium = excluded.medium,
    starts_on = coalesce(:starts_on::date, c.starts_on), ends_on = excluded.ends_on,
    consent_text_version = excluded.consent_text_version, thanks = excluded.thanks, version = c.version + 1
RETURNING code, kind, name, product, medium, starts_on, ends_on, consent_text_version, thanks, version
