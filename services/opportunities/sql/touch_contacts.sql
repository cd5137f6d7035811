-- bind: id contacts
INSERT INTO contact_touch (opportunity_id, contact_id, last_at)
SELECT DISTINCT :id::uuid, contact_id, coalesce(:at::timestamptz, :now::timestamptz)
FROM unnest(:contacts::uuid[]) AS contact_id
ON CONFLICT (opportunity_id, contact_id) DO UPDATE
SET last_at = greatest(contact_touch.last_at, excluded.last_at)
