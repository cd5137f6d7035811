-- into: CompetitorPresence
-- bind: customer_id note_sealed
INSERT INTO competitor_presence AS t (customer_id, competitor, product, satisfaction, note_sealed, updated_at)
VALUES (:customer_id::uuid, :competitor::text, :product::text, :satisfaction::integer, :note_sealed::bytea,
    :now::timestamptz)
ON CONFLICT (customer_id, competitor) DO UPDATE
SET product = excluded.product, satisfaction = excluded.satisfaction, note_sealed = excluded.note_sealed,
    updated_at = excluded.updated_at, version = t.version + 1
RETURNING customer_id, competitor, product, satisfaction, version, updated_at
