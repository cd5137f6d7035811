-- Belongs to the record that its lead was captured for; one that a lead was added to stays where it is.
INSERT INTO known_by (ref_id, kind, record_id, known_at)
SELECT :opportunity_id::uuid, 'OPPORTUNITY',
    coalesce((SELECT customer_id FROM capture WHERE lead_id = :lead_id::uuid AND NOT coalesce(:linked::boolean, false)),
        :customer_id::uuid), :now::timestamptz
ON CONFLICT DO NOTHING
