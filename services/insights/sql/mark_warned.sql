-- bind: warned_id
UPDATE target
SET warned_on = (:now::timestamptz AT TIME ZONE time_zone)::date
WHERE id = :warned_id::uuid AND warned_on IS DISTINCT FROM (:now::timestamptz AT TIME ZONE time_zone)::date
RETURNING id
