-- bind: zone
SELECT coalesce(
    :received_on::date, (:received_at::timestamptz AT TIME ZONE :zone::text)::date
)::text AS received_on
