-- bind: campaign zone
SELECT code, kind, name, product, medium, starts_on, ends_on, consent_text_version, thanks, version,
    starts_on <= (:now::timestamptz AT TIME ZONE :zone::text)::date
        AND coalesce(ends_on, 'infinity') >= (:now::timestamptz AT TIME ZONE :zone::text)::date AS is_open
FROM campaign
WHERE code = :campaign::text
