-- bind: depth
-- into: Pain
UPDATE pain
SET pain = :pain::text,
    example = :example::text,
    cost_minor = :cost_minor::bigint,
    sufferer = :sufferer::text,
    depth = :depth::integer,
    recorded_at = :now::timestamptz
WHERE id = :pain_id::uuid AND opportunity_id = :id::uuid
RETURNING id, pain, example, cost_minor, sufferer, depth, recorded_at
