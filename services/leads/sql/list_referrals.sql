-- bind: after_at after_id row_limit
-- into: Referral
-- Those of the caller's people, and those of customers who come to his team.
SELECT *
FROM referral_row
WHERE (starts_with(owner_path, :scope::text) OR starts_with(team_path || '~', :scope::text))
    AND (cardinality(:states::text[]) = 0 OR state = ANY (:states::text[]))
    AND (:lead_id::uuid IS NULL OR lead_id = :lead_id::uuid)
    AND (appointment_at, id) > (coalesce(:after_at::timestamptz, coalesce(:since::timestamptz, '-infinity')),
        coalesce(:after_id::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY appointment_at, id
LIMIT :row_limit::bigint
