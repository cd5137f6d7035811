-- into: Telephone
INSERT INTO telephone AS t (adapter, seen_at)
VALUES (:adapter::text, :now::timestamptz)
ON CONFLICT (adapter) DO UPDATE SET seen_at = greatest(t.seen_at, excluded.seen_at)
RETURNING adapter, seen_at
