-- bind: id effective_at ended_at end_reason term_ends_on
UPDATE contract
SET effective_at = :effective_at::timestamptz,
    ended_at = :ended_at::timestamptz,
    end_reason = :end_reason::text,
    term_ends_on = :term_ends_on::date
WHERE id = :id::uuid
