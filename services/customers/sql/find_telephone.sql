-- into: Telephone
SELECT adapter, seen_at
FROM telephone
WHERE seen_at > :now::timestamptz - interval '90 seconds'
ORDER BY seen_at DESC
LIMIT 1
