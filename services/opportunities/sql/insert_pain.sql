-- bind: new_pain_id depth
-- into: Pain
INSERT INTO pain (id, opportunity_id, pain, example, cost_minor, sufferer, depth, recorded_at)
VALUES (
    :new_pain_id::uuid, :id::uuid, :pain::text, :example::text, :cost_minor::bigint, :sufferer::text,
    :depth::integer, :now::timestamptz
)
RETURNING id, pain, example, cost_minor, sufferer, depth, recorded_at
