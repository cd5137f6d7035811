-- Nothing where the pair is known.
-- bind: suspect_id other_id suspect_reason
INSERT INTO duplicate (id, first_id, second_id, reason, found_at)
SELECT gen_random_uuid(), least(:suspect_id::uuid, :other_id::uuid), greatest(:suspect_id::uuid, :other_id::uuid),
    :suspect_reason::text, :now::timestamptz
ON CONFLICT DO NOTHING
RETURNING id AS duplicate_id
