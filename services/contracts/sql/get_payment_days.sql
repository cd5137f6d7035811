-- bind: contract_id position zone days
SELECT
    due_on <= (:now::timestamptz AT TIME ZONE :zone::text)::date AS has_come,
    due_on + :days::integer < (:now::timestamptz AT TIME ZONE :zone::text)::date AS is_late,
    due_on::timestamp AT TIME ZONE :zone::text AS begins_at,
    (due_on + :days::integer + 1)::timestamp AT TIME ZONE :zone::text AS late_at
FROM payment
WHERE contract_id = :contract_id::uuid AND position = :position::integer
