-- bind: ends_on zone notice_days renewal_days
WITH day AS (
    SELECT
        :ends_on::date AS ends_on, :ends_on::date - :notice_days::integer AS near,
        :ends_on::date - least(:renewal_days::integer, :notice_days::integer) AS due,
        (:now::timestamptz AT TIME ZONE :zone::text)::date AS today
)
SELECT
    ends_on < today AS is_over, near <= today AS is_near, due <= today AS is_due,
    near::timestamp AT TIME ZONE :zone::text AS notice_at, due::timestamp AT TIME ZONE :zone::text AS due_at,
    (ends_on + 1)::timestamp AT TIME ZONE :zone::text AS over_at
FROM day
