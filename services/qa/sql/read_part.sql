SELECT r.call_id, p.part, p.starts_at, p.sealed, k.wrapped, r.parts
FROM recording_access AS a
JOIN recording AS r ON r.call_id = a.call_id
JOIN recording_key AS k ON k.call_id = r.call_id
JOIN recording_part AS p ON p.call_id = r.call_id
WHERE a.id = :access_id::uuid
  AND a.actor_id = :actor::text
  AND a.until > :now::timestamptz
  AND starts_with(r.owner_path, :scope::text)
  AND r.state IN ('STORED', 'HELD')
  AND p.part = :part::integer
