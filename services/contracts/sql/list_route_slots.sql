-- bind: route_code revision
-- into: RouteSlot
SELECT step, role, mode, kind, ref
FROM route_slot
WHERE route_code = :route_code::text AND revision = :revision::integer
ORDER BY position
