-- Whoever changes one waits here for the other.
INSERT INTO calendar (code, changed_at)
VALUES (coalesce(:calendar::text, 'default'), :now::timestamptz)
ON CONFLICT (code) DO UPDATE SET changed_at = excluded.changed_at
RETURNING id, code
