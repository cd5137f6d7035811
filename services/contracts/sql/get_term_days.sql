-- bind: ends_on zone notice_days
SELECT
    :ends_on::date < (:now::timestamptz AT TIME ZONE :zone::text)::date AS is_over,
    :ends_on::date - :notice_days::integer <= (:now::timestamptz AT TIME ZONE :zone::text)::date AS is_near,
    (:ends_on::date - :notice_days::integer)::timestamp AT TIME ZONE :zone::text AS notice_at,
    (:ends_on::date + 1)::timestamp AT TIME ZONE :zone::text AS over_at
