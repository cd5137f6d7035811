-- bind: is_stored is_excused
INSERT INTO recording_fact (call_id, stored, excused)
VALUES (:call_id::uuid, :is_stored::boolean, :is_excused::boolean)
ON CONFLICT (call_id) DO UPDATE SET stored = excluded.stored, excused = excluded.excused
