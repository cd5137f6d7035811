-- What others know the customer by: calls since a time, leads, opportunities, contracts and cases of its captures, calls and activities.
-- bind: of_id since
WITH family AS (
    SELECT id FROM customer WHERE id = :of_id::uuid OR alias_of = :of_id::uuid
), refs AS (
    SELECT lead_id, NULL::uuid AS opportunity_id, NULL::uuid AS contract_id, NULL::uuid AS case_id
    FROM capture WHERE customer_id IN (SELECT id FROM family)
    UNION ALL
    SELECT lead_id, opportunity_id, NULL, NULL FROM call WHERE customer_id IN (SELECT id FROM family)
    UNION ALL
    SELECT lead_id, opportunity_id, contract_id, case_id FROM activity WHERE customer_id IN (SELECT id FROM family)
    UNION ALL
    SELECT NULL, CASE kind WHEN 'OPPORTUNITY' THEN ref_id END, CASE kind WHEN 'CONTRACT' THEN ref_id END,
        CASE kind WHEN 'CASE' THEN ref_id END
    FROM known_by WHERE record_id IN (SELECT id FROM family)
)
SELECT (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM family) AS alias_ids,
    (SELECT coalesce(array_agg(g), '{}') FROM (SELECT DISTINCT lead_id FROM refs WHERE lead_id IS NOT NULL
        ORDER BY 1 LIMIT 1000) AS t (g)) AS lead_ids,
    (SELECT coalesce(array_agg(g), '{}') FROM (SELECT DISTINCT opportunity_id FROM refs WHERE opportunity_id IS NOT NULL
        ORDER BY 1 LIMIT 1000) AS t (g)) AS opportunity_ids,
    (SELECT coalesce(array_agg(g), '{}') FROM (SELECT DISTINCT contract_id FROM refs WHERE contract_id IS NOT NULL
        ORDER BY 1 LIMIT 1000) AS t (g)) AS contract_ids,
    (SELECT coalesce(array_agg(g), '{}') FROM (SELECT DISTINCT case_id FROM refs WHERE case_id IS NOT NULL
        ORDER BY 1 LIMIT 1000) AS t (g)) AS case_ids,
    (SELECT coalesce(array_agg(g), '{}') FROM (SELECT id FROM call
        WHERE customer_id IN (SELECT id FROM family) AND requested_at >= :since::timestamptz
        ORDER BY requested_at DESC LIMIT 1000) AS t (g)) AS call_ids
