INSERT INTO team (path, leader_id)
VALUES (:path::text, :leader_id::uuid)
ON CONFLICT (path) DO UPDATE
SET leader_id = excluded.leader_id
