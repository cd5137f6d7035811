-- bind: negotiation_state
INSERT INTO negotiation (opportunity_id, state, needs, price_sensitivity, changed_at)
VALUES (:id::uuid, :negotiation_state::text, :needs::text, :price_sensitivity::text, :now::timestamptz)
ON CONFLICT (opportunity_id) DO UPDATE
SET state = excluded.state,
    needs = coalesce(excluded.needs, negotiation.needs),
    price_sensitivity = coalesce(excluded.price_sensitivity, negotiation.price_sensitivity),
    changed_at = excluded.changed_at
