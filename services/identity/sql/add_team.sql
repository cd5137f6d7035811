-- bind: id path code name parent_path leader_id
INSERT INTO team (id, path, code, name, parent_path, leader_id, created_at)
VALUES (:id::uuid, :path, :code, :name, :parent_path, :leader_id::uuid, :now)
ON CONFLICT DO NOTHING
RETURNING id, path, code, name, parent_path, leader_id, version
