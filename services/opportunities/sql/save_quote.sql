-- bind: quote_id quote_state discount_reason submitted_by decided_by sent_at answered_at
UPDATE quote
SET state = :quote_state::text,
    discount_reason = :discount_reason::text,
    submitted_by = :submitted_by::text,
    decided_by = :decided_by::text,
    sent_at = :sent_at::timestamptz,
    answered_at = :answered_at::timestamptz
WHERE id = :quote_id::uuid
