-- Stays at the largest where it exceeds 64 bits.
SELECT least(coalesce(sum(value_minor), 0), 9223372036854775807)::bigint AS conceded_minor
FROM objection
WHERE opportunity_id = :id::uuid
