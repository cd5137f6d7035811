INSERT INTO known_by (ref_id, kind, record_id)
SELECT :case_id::uuid, 'CASE',
    coalesce((SELECT record_id FROM known_by WHERE ref_id = :contract_id::uuid), :customer_id::uuid)
ON CONFLICT DO NOTHING
