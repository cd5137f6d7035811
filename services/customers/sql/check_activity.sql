-- What of the request is known. A lead's own activities begin with it; five minutes are for clocks and for times typed
-- to the minute.
-- bind: type_code customer_id done_at
SELECT EXISTS (SELECT FROM activity_type WHERE code = :type_code) AS has_type,
    (:purchase_stage::text IS NULL OR EXISTS (SELECT FROM purchase_stage WHERE code = :purchase_stage)) AS has_stage,
    (:call_id::uuid IS NULL OR EXISTS (SELECT FROM call WHERE id = :call_id::uuid
        AND customer_id IN (
            SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid)))
        AS has_call,
    NOT EXISTS (
        SELECT FROM capture
        WHERE lead_id = :lead_id::uuid AND captured_at > :done_at::timestamptz + interval '5 minutes') AS has_lead_begun,
    NOT EXISTS (
        SELECT FROM unnest(:target_contact_ids::uuid[]) AS target
        WHERE NOT EXISTS (SELECT FROM contact WHERE id = target AND customer_id IN (
            SELECT f.id FROM customer AS f WHERE f.id = :customer_id::uuid OR f.alias_of = :customer_id::uuid))) AS has_targets
