-- bind: id lead_ids
INSERT INTO dial_entry (dial_list_id, lead_id, seq)
SELECT :id::uuid, lead_id::uuid, seq
FROM unnest(:lead_ids::text[]) WITH ORDINALITY AS given (lead_id, seq)
