INSERT INTO known_by (ref_id, kind, record_id)
SELECT :contract_id::uuid, 'CONTRACT',
    coalesce((SELECT record_id FROM known_by WHERE ref_id = :opportunity_id::uuid), :customer_id::uuid)
ON CONFLICT DO NOTHING
