-- into: Segment
-- bind: next
INSERT INTO segment (code, version, name, put_by, put_at)
VALUES (:code::text, :next::bigint, :name::text, :actor, :now::timestamptz)
RETURNING code, version, name, put_by, put_at
