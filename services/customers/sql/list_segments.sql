-- into: Segment
SELECT DISTINCT ON (code) code, version, name, put_by, put_at FROM segment ORDER BY code, version DESC LIMIT 500
