-- into: Team
UPDATE team
SET name = coalesce(:name, name),
    leader_id = CASE WHEN :no_leader::boolean THEN NULL ELSE coalesce(:leader_id::uuid, leader_id) END,
    version = version + 1
WHERE id = :id::uuid
RETURNING id, path, code, name, parent_path, leader_id, version
